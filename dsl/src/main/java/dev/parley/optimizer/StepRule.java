package dev.parley.optimizer;

import dev.parley.num.ParamVector;

/** The way from a gradient to a step, in one pass over the flat vector: party's side, for one round. */
public interface StepRule extends AutoCloseable {
    /** The numbers that a pass holds at once: few enough to stay in a core's first cache with all that is read. */
    int CHUNK = 1024;

    /**
     * Takes a step.
     *
     * @param params n, changed in place
     * @param gradient n, set to 0 on the way
     */
    void step(ParamVector params, ParamVector gradient, double rate);

    @Override
    void close();
}
