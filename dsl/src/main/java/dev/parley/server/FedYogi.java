package dev.parley.server;

import dev.parley.fault.Check;
import dev.parley.num.ParamVector;
import dev.parley.optimizer.Schedule;

/**
 * Yogi on the server, in the form of the paper (Reddi et al., ICLR 2021, algorithm 2): m = b1 m + (1 - b1) delta;
 * v -= (1 - b2) delta^2 sign(v - delta^2), starting at tau^2; x += rate m / (sqrt(v) + tau).
 *
 * <p>After a large delta v comes down slower than FedAdam's, by a step that does not depend on v. Flower's v starts at 0.
 * Cost O(n) a round.
 *
 * @param rate server learning rate
 * @param beta1 decay of the first moment, 0 to below 1
 * @param beta2 decay of the second moment, 0 to below 1
 * @param tau how much it adapts: smaller is more, above 0
 * @param schedule the rate over rounds
 */
public record FedYogi(double rate, double beta1, double beta2, double tau, Schedule schedule)
        implements ServerOptimizer {
    public FedYogi {
        Check.positive("fedYogi(rate)", rate);
        Check.within("fedYogi(..) beta1", beta1, 0, 1);
        Check.within("fedYogi(..) beta2", beta2, 0, 1);
        Check.positive("fedYogi(..) tau", tau);
    }

    /** At one rate. */
    public FedYogi(double rate, double beta1, double beta2, double tau) {
        this(rate, beta1, beta2, tau, new Schedule.Constant());
    }

    /** The paper's b1 = 0.9, b2 = 0.99, tau = 0.001. */
    public FedYogi(double rate) {
        this(rate, 0.9, 0.99, 1e-3);
    }

    /** The rate over rounds, such as {@code cosine()}; default {@code constant()}. */
    public FedYogi schedule(Schedule over) {
        return new FedYogi(rate, beta1, beta2, tau, over);
    }

    @Override
    public FedYogi at(int round, int rounds) {
        return new FedYogi(Rate.in(rate, schedule, round, rounds), beta1, beta2, tau, schedule);
    }

    @Override
    public ServerState init(ParamVector params) {
        return Adaptive.begin(params, tau * tau);
    }

    @Override
    public ServerState learn(ServerState state, ParamVector delta) {
        return Adaptive.step(
                state, delta, rate, beta1, tau, (v, d) -> v - (1 - beta2) * d * d * Math.signum(v - d * d));
    }

    @Override
    public String toString() {
        String rest = beta1 == 0.9 && beta2 == 0.99 && tau == 1e-3
                ? ""
                : ", " + Check.text(beta1) + ", " + Check.text(beta2) + ", " + Check.text(tau);
        return "fedYogi(" + Check.text(rate) + rest + ")" + Rate.words(schedule);
    }
}
