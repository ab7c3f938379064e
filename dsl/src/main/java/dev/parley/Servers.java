package dev.parley;

import dev.parley.server.FedAdam;
import dev.parley.server.ServerSgd;

/** Words for how a round's delta becomes the next parameters: {@code federation().server(fedAdam(0.05))}. */
public final class Servers {
    private Servers() {}

    /**
     * Adds the aggregated delta times a rate.
     *
     * <p>{@code serverSgd(1)}, the default of {@code federation()} and {@code distributed()}, is plain averaging;
     * {@code .momentum(m)} makes it FedAvgM (Hsu, Qi and Brown 2019).
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
     * Adam on the server.
     *
     * <p>m = 0.9 m + 0.1 delta; v = 0.99 v + 0.01 delta^2; x += rate m / (sqrt(v) + 0.001), without bias correction
     * (Reddi et al., ICLR 2021, algorithm 2).
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
