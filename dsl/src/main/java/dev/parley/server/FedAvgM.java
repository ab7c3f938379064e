package dev.parley.server;

import dev.parley.fault.Check;
import dev.parley.num.ParamVector;
import dev.parley.optimizer.Schedule;
import java.util.Map;

/**
 * Averaging with momentum on the server (Hsu, Qi and Brown 2019): v = beta v + delta; x += rate v; with Nesterov's
 * momentum x += rate (delta + beta v).
 *
 * <p>v starts at 0. A constant delta comes to rate / (1 - beta) of itself a round, so that a large beta wants a lower
 * rate. Cost O(n) a round.
 *
 * @param beta momentum, 0 to below 1
 * @param rate server learning rate
 * @param ahead whether the momentum is Nesterov's, which looks a step ahead
 * @param schedule the rate over rounds
 */
public record FedAvgM(double beta, double rate, boolean ahead, Schedule schedule) implements ServerOptimizer {
    public FedAvgM {
        Check.within("fedAvgM(beta)", beta, 0, 1);
        Check.positive("fedAvgM(..).rate(r)", rate);
    }

    /** The paper's rate 1. */
    public FedAvgM(double beta) {
        this(beta, 1, false, new Schedule.Constant());
    }

    /**
     * The server learning rate; default 1.
     *
     * @param r above 0, else a PlanException
     */
    public FedAvgM rate(double r) {
        return new FedAvgM(beta, r, ahead, schedule);
    }

    /** Nesterov's momentum, as PyTorch has it; default plain. */
    public FedAvgM nesterov() {
        return new FedAvgM(beta, rate, true, schedule);
    }

    /** The rate over rounds, such as {@code cosine()}; default {@code constant()}. */
    public FedAvgM schedule(Schedule over) {
        return new FedAvgM(beta, rate, ahead, over);
    }

    @Override
    public FedAvgM at(int round, int rounds) {
        return new FedAvgM(beta, Rate.in(rate, schedule, round, rounds), ahead, schedule);
    }

    @Override
    public ServerState init(ParamVector params) {
        return new ServerState(0, params, Map.of("v", ParamVector.zeros(params.layout())));
    }

    @Override
    public ServerState learn(ServerState state, ParamVector delta) {
        ParamVector v = state.moment("v").times(beta).add(1, delta);
        ParamVector x = state.params().copy();
        if (ahead) {
            x.add(rate, delta).add(rate * beta, v);
        } else {
            x.add(rate, v);
        }
        return new ServerState(state.step() + 1, x, Map.of("v", v));
    }

    @Override
    public String toString() {
        return "fedAvgM(" + Check.text(beta) + ")" + (ahead ? ".nesterov()" : "")
                + (rate == 1 ? "" : ".rate(" + Check.text(rate) + ")") + Rate.words(schedule);
    }
}
