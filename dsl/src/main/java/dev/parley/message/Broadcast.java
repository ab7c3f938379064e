package dev.parley.message;

import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.Map;

/**
 * What the coordinator sends to a party at the start of a round.
 *
 * @param round from 1
 * @param rounds how many the plan asks for
 * @param evaluated whether the plan evaluates this round: then a party also measures its loss before and after its work
 * @param seed the root of the run's randomness
 * @param vectors named vectors; {@code params} is always there
 */
public record Broadcast(int round, int rounds, boolean evaluated, Seed seed, Map<String, ParamVector> vectors) {
    /** The global parameters; shared by all parties, not to be changed. */
    public ParamVector params() {
        return java.util.Objects.requireNonNull(vectors.get("params"));
    }

    /** A broadcast of the parameters alone. */
    public static Broadcast of(int round, int rounds, boolean evaluated, Seed seed, ParamVector params) {
        return new Broadcast(round, rounds, evaluated, seed, Map.of("params", params));
    }
}
