package dev.parley.server;

import dev.parley.fault.Check;
import dev.parley.num.ParamVector;
import dev.parley.optimizer.Schedule;

/**
 * Adagrad on the server, in the form of the paper (Reddi et al., ICLR 2021, algorithm 2): m = b1 m + (1 - b1) delta;
 * v += delta^2, starting at tau^2; x += rate m / (sqrt(v) + tau).
 *
 * <p>v only grows, so that steps shorten from round to round. Flower's v starts at 0. Cost O(n) a round.
 *
 * @param rate server learning rate
 * @param beta1 decay of the first moment, 0 to below 1
 * @param tau how much it adapts: smaller is more, above 0
 * @param schedule the rate over rounds
 */
public record FedAdagrad(double rate, double beta1, double tau, Schedule schedule) implements ServerOptimizer {
    public FedAdagrad {
        Check.positive("fedAdagrad(rate)", rate);
        Check.within("fedAdagrad(..) beta1", beta1, 0, 1);
        Check.positive("fedAdagrad(..) tau", tau);
    }

    /** At one rate. */
    public FedAdagrad(double rate, double beta1, double tau) {
        this(rate, beta1, tau, new Schedule.Constant());
    }

    /** The paper's b1 = 0, tau = 0.001. */
    public FedAdagrad(double rate) {
        this(rate, 0, 1e-3);
    }

    /** The rate over rounds, such as {@code cosine()}; default {@code constant()}. */
    public FedAdagrad schedule(Schedule over) {
        return new FedAdagrad(rate, beta1, tau, over);
    }

    @Override
    public FedAdagrad at(int round, int rounds) {
        return new FedAdagrad(Rate.in(rate, schedule, round, rounds), beta1, tau, schedule);
    }

    @Override
    public ServerState init(ParamVector params) {
        return Adaptive.begin(params, tau * tau);
    }

    @Override
    public ServerState learn(ServerState state, ParamVector delta) {
        return Adaptive.step(state, delta, rate, beta1, tau, (v, d) -> v + d * d);
    }

    @Override
    public String toString() {
        String rest = beta1 == 0 && tau == 1e-3 ? "" : ", " + Check.text(beta1) + ", " + Check.text(tau);
        return "fedAdagrad(" + Check.text(rate) + rest + ")" + Rate.words(schedule);
    }
}
