package dev.parley.server;

import dev.parley.fault.PlanException;
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
        ParamVector moment = moments.get(name);
        if (moment == null) {
            throw new PlanException("the server optimizer goes on from its vector '" + name + "', but is given "
                    + moments.keySet() + "; train anew, or go on with the optimizer that the run began with");
        }
        return moment;
    }

    /** Frees its vectors' memory. */
    @Override
    public void close() {
        params.close();
        moments.values().forEach(ParamVector::close);
    }
}
