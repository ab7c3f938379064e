package dev.parley.server;

import dev.parley.num.ParamVector;

/**
 * Makes the next global parameters of the aggregated delta: coordinator's side.
 *
 * <p>An optimizer says in {@link #learn} how learned arrays move. {@link #step} keeps it to them, whichever optimizer it
 * is: measured arrays, such as running means, take the plain delta, and frozen ones stay.
 */
public interface ServerOptimizer {
    /**
     * This optimizer as it is in a round: the rate of one with a schedule changes.
     *
     * @param round from 1
     * @param rounds how many the plan asks for
     */
    default ServerOptimizer at(int round, int rounds) {
        return this;
    }

    /** The state before the first round. */
    ServerState init(ParamVector params);

    /**
     * One step as if all arrays were learned; the server adds, since {@code delta = local - global}.
     *
     * @param delta 0 in arrays that are not learned; closed when the round is over
     * @return a new state, of whose parameters only the learned arrays count; the old one is left as it is
     */
    ServerState learn(ServerState state, ParamVector delta);

    /**
     * One step, each array by its role.
     *
     * @return a new state; the old one is left as it is
     */
    default ServerState step(ServerState state, ParamVector delta) {
        return RoleStep.of(this, state, delta);
    }
}
