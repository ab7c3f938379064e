package dev.parley.server;

import dev.parley.fault.Check;
import dev.parley.num.ParamVector;
import dev.parley.optimizer.Schedule;

/**
 * Adam on the server, in the form of the paper (Reddi et al., ICLR 2021, algorithm 2): m = b1 m + (1 - b1) delta;
 * v = b2 v + (1 - b2) delta^2, starting at tau^2; x += rate m / (sqrt(v) + tau).
 *
 * <p>No bias correction, unless it is asked for: then v starts at 0, and the rate of round t is multiplied by
 * sqrt(1 - b2^(t + 1)) / (1 - b1^(t + 1)), as Flower has it; Kingma and Ba's exponent would be t. Cost O(n) a round.
 *
 * @param rate server learning rate
 * @param beta1 decay of the first moment, 0 to below 1
 * @param beta2 decay of the second moment, 0 to below 1
 * @param tau how much it adapts: smaller is more, above 0
 * @param biasCorrection whether it is Flower's variant
 * @param schedule the rate over rounds
 */
public record FedAdam(double rate, double beta1, double beta2, double tau, boolean biasCorrection, Schedule schedule)
        implements ServerOptimizer {
    public FedAdam {
        Check.positive("fedAdam(rate)", rate);
        Check.within("fedAdam(..) beta1", beta1, 0, 1);
        Check.within("fedAdam(..) beta2", beta2, 0, 1);
        Check.positive("fedAdam(..) tau", tau);
    }

    /** The paper's form, at one rate. */
    public FedAdam(double rate, double beta1, double beta2, double tau) {
        this(rate, beta1, beta2, tau, false, new Schedule.Constant());
    }

    /** The paper's b1 = 0.9, b2 = 0.99, tau = 0.001. */
    public FedAdam(double rate) {
        this(rate, 0.9, 0.99, 1e-3);
    }

    /**
     * Flower's variant: moments start at 0, and the rate makes up for it, with the round plus 1 as its exponent; default
     * false, the paper's.
     */
    public FedAdam biasCorrection(boolean on) {
        return new FedAdam(rate, beta1, beta2, tau, on, schedule);
    }

    /** The rate over rounds, such as {@code cosine()}; default {@code constant()}. */
    public FedAdam schedule(Schedule over) {
        return new FedAdam(rate, beta1, beta2, tau, biasCorrection, over);
    }

    @Override
    public FedAdam at(int round, int rounds) {
        return new FedAdam(Rate.in(rate, schedule, round, rounds), beta1, beta2, tau, biasCorrection, schedule);
    }

    @Override
    public ServerState init(ParamVector params) {
        return Adaptive.begin(params, biasCorrection ? 0 : tau * tau);
    }

    @Override
    public ServerState learn(ServerState state, ParamVector delta) {
        double now = biasCorrection ? rate * correction(state.step() + 2.0) : rate;
        return Adaptive.step(state, delta, now, beta1, tau, (v, d) -> beta2 * v + (1 - beta2) * d * d);
    }

    private double correction(double power) {
        return Math.sqrt(1 - Math.pow(beta2, power)) / (1 - Math.pow(beta1, power));
    }

    @Override
    public String toString() {
        String rest = beta1 == 0.9 && beta2 == 0.99 && tau == 1e-3
                ? ""
                : ", " + Check.text(beta1) + ", " + Check.text(beta2) + ", " + Check.text(tau);
        return "fedAdam(" + Check.text(rate) + rest + ")" + (biasCorrection ? ".biasCorrection(true)" : "")
                + Rate.words(schedule);
    }
}
