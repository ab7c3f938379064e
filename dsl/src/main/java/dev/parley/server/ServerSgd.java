package dev.parley.server;

import dev.parley.fault.Check;
import dev.parley.num.ParamVector;
import dev.parley.optimizer.Schedule;
import java.util.Map;

/**
 * x += rate v, with v = momentum v + delta (FedAvgM: Hsu, Qi and Brown 2019). {@code serverSgd(1)} is plain averaging.
 *
 * @param rate server learning rate
 * @param momentum 0 to below 1
 * @param schedule the rate over rounds
 */
public record ServerSgd(double rate, double momentum, Schedule schedule) implements ServerOptimizer {
    public ServerSgd {
        Check.positive("serverSgd(rate)", rate);
        Check.within("serverSgd(..).momentum(m)", momentum, 0, 1);
    }

    /** At one rate. */
    public ServerSgd(double rate, double momentum) {
        this(rate, momentum, new Schedule.Constant());
    }

    /** Without momentum. */
    public ServerSgd(double rate) {
        this(rate, 0);
    }

    /**
     * Server momentum; default 0. The velocity lasts over rounds.
     *
     * @param m 0 to below 1, else a PlanException
     */
    public ServerSgd momentum(double m) {
        return new ServerSgd(rate, m, schedule);
    }

    /** The rate over rounds, such as {@code cosine()}; default {@code constant()}. */
    public ServerSgd schedule(Schedule over) {
        return new ServerSgd(rate, momentum, over);
    }

    @Override
    public ServerSgd at(int round, int rounds) {
        return new ServerSgd(Rate.in(rate, schedule, round, rounds), momentum, schedule);
    }

    @Override
    public ServerState init(ParamVector params) {
        return new ServerState(0, params, momentum == 0 ? Map.of() : Map.of("v", ParamVector.zeros(params.layout())));
    }

    @Override
    public ServerState learn(ServerState state, ParamVector delta) {
        if (momentum == 0) {
            return new ServerState(state.step() + 1, state.params().copy().add(rate, delta), Map.of());
        }
        ParamVector v = state.moment("v").times(momentum).add(1, delta);
        return new ServerState(state.step() + 1, state.params().copy().add(rate, v), Map.of("v", v));
    }

    @Override
    public String toString() {
        return "serverSgd(" + Check.text(rate) + ")" + (momentum == 0 ? "" : ".momentum(" + Check.text(momentum) + ")")
                + Rate.words(schedule);
    }
}
