package dev.parley;

import dev.parley.server.FedAdagrad;
import dev.parley.server.FedAdam;
import dev.parley.server.FedAvgM;
import dev.parley.server.FedYogi;
import dev.parley.server.ServerSgd;

/** Words for how a round's delta becomes the next parameters: {@code federation().server(fedAdam(0.05))}. */
public final class Servers {
    private Servers() {}

    /**
     * Adds the aggregated delta times a rate.
     *
     * <p>{@code serverSgd(1)}, the default of {@code federation()} and {@code distributed()}, is plain averaging;
     * {@code .momentum(m)} makes it FedAvgM (Hsu, Qi and Brown 2019); {@code .schedule(cosine())} changes the rate over
     * rounds.
     *
     * <p>Example: {@code federation().server(serverSgd(0.3).momentum(0.7))}
     *
     * @param rate server learning rate, above 0
     * @throws dev.parley.fault.PlanException for another rate
     */
    public static ServerSgd serverSgd(double rate) {
        return new ServerSgd(rate);
    }

    /**
     * Averaging with momentum on the server.
     *
     * <p>v = beta v + delta; x += rate v, with v = 0 at first (Hsu, Qi and Brown 2019); {@code .nesterov()} makes it
     * x += rate (delta + beta v). The rate is 1 unless {@code .rate(r)} says another; {@code .schedule(cosine())} changes
     * it over rounds. A constant delta adds up to rate / (1 - beta) of itself: with beta 0.9 and few rounds a rate below
     * 1 is often better.
     *
     * <p>Example: {@code federation().server(fedAvgM(0.9))}, {@code federation().server(fedAvgM(0.9).nesterov().rate(0.3))}
     *
     * @param beta momentum, 0 to below 1; the paper's 0.9 is usual
     * @throws dev.parley.fault.PlanException for another momentum
     */
    public static FedAvgM fedAvgM(double beta) {
        return new FedAvgM(beta);
    }

    /**
     * Adagrad on the server.
     *
     * <p>v += delta^2, starting at tau^2; x += rate delta / (sqrt(v) + tau), with tau = 0.001 (Reddi et al., ICLR 2021,
     * algorithm 2). Steps shorten from round to round. {@code .schedule(cosine())} changes the rate besides.
     *
     * <p>Example: {@code federation().server(fedAdagrad(0.1))}
     *
     * @param rate server learning rate, above 0
     * @throws dev.parley.fault.PlanException for another rate
     */
    public static FedAdagrad fedAdagrad(double rate) {
        return new FedAdagrad(rate);
    }

    /**
     * Adagrad on the server, with a decay of deltas and how much it adapts.
     *
     * <p>m = b1 m + (1 - b1) delta takes the place of delta in the step.
     *
     * <p>Example: {@code federation().server(fedAdagrad(0.1, 0.9, 0.001))}
     *
     * @param rate server learning rate, above 0
     * @param beta1 decay of the mean of deltas, 0 to below 1
     * @param tau added to the divisor, above 0: smaller adapts more
     * @throws dev.parley.fault.PlanException where one is out of its range
     */
    public static FedAdagrad fedAdagrad(double rate, double beta1, double tau) {
        return new FedAdagrad(rate, beta1, tau);
    }

    /**
     * Yogi on the server.
     *
     * <p>m = 0.9 m + 0.1 delta; v -= 0.01 delta^2 sign(v - delta^2), starting at tau^2; x += rate m / (sqrt(v) + tau), with
     * tau = 0.001 (Reddi et al., ICLR 2021, algorithm 2). After a large delta its steps lengthen again more slowly than
     * Adam's. {@code .schedule(cosine())} changes the rate over rounds.
     *
     * <p>Example: {@code federation().server(fedYogi(0.02))}
     *
     * @param rate server learning rate, above 0
     * @throws dev.parley.fault.PlanException for another rate
     */
    public static FedYogi fedYogi(double rate) {
        return new FedYogi(rate);
    }

    /**
     * Yogi on the server, with its decays and how much it adapts.
     *
     * <p>Example: {@code federation().server(fedYogi(0.02, 0.9, 0.99, 0.001))}
     *
     * @param rate server learning rate, above 0
     * @param beta1 decay of the mean of deltas, 0 to below 1
     * @param beta2 share of v that does not follow the latest delta, 0 to below 1
     * @param tau added to the divisor, above 0: smaller adapts more
     * @throws dev.parley.fault.PlanException where one is out of its range
     */
    public static FedYogi fedYogi(double rate, double beta1, double beta2, double tau) {
        return new FedYogi(rate, beta1, beta2, tau);
    }

    /**
     * Adam on the server.
     *
     * <p>m = 0.9 m + 0.1 delta; v = 0.99 v + 0.01 delta^2, starting at tau^2; x += rate m / (sqrt(v) + tau), with
     * tau = 0.001, without bias correction (Reddi et al., ICLR 2021, algorithm 2). {@code .biasCorrection(true)} is
     * Flower's variant: v starts at 0, and the rate of round t is multiplied by
     * sqrt(1 - 0.99^(t + 1)) / (1 - 0.9^(t + 1)). {@code .schedule(cosine())} changes the rate over rounds.
     *
     * <p>Example: {@code federation().server(fedAdam(0.05))}
     *
     * @param rate server learning rate, above 0
     * @throws dev.parley.fault.PlanException for another rate
     */
    public static FedAdam fedAdam(double rate) {
        return new FedAdam(rate);
    }

    /**
     * Adam on the server, with its decays and how much it adapts.
     *
     * <p>Example: {@code federation().server(fedAdam(0.05, 0.9, 0.99, 0.001))}
     *
     * @param rate server learning rate, above 0
     * @param beta1 decay of the mean of deltas, 0 to below 1
     * @param beta2 decay of the mean of their squares, 0 to below 1
     * @param tau added to the divisor, above 0: smaller adapts more
     * @throws dev.parley.fault.PlanException where one is out of its range
     */
    public static FedAdam fedAdam(double rate, double beta1, double beta2, double tau) {
        return new FedAdam(rate, beta1, beta2, tau);
    }
}
