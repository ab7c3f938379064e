package dev.parley.server;

import dev.parley.num.ParamVector;
import java.util.Map;

/**
 * Global parameters and what the optimiser remembers.
 *
 * @param step steps taken so far
 * @param params the global parameters
 * @param moments named vectors of the same length
 */
public record ServerState(int step, ParamVector params, Map<String, ParamVector> moments) implements AutoCloseable {
    /** The moment of that name. */
    ParamVector moment(String name) {
        return java.util.Objects.requireNonNull(moments.get(name));
    }

    /** Frees its vectors' memory. */
    @Override
    public void close() {
        params.close();
        moments.values().forEach(ParamVector::close);
    }
}
