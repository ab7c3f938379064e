package dev.parley.server;

import dev.parley.num.ParamVector;

/** Makes the next global parameters of the aggregated delta: coordinator's side. */
public interface ServerOptimizer {
    /** The state before the first round. */
    ServerState init(ParamVector params);

    /**
     * One step; the server adds, since {@code delta = local - global}.
     *
     * @return a new state; the old one is left as it is
     */
    ServerState step(ServerState state, ParamVector delta);
}
