package dev.parley.layer;

import dev.parley.num.ParamVector;

/** A layer at work on one thread, in buffers made once; forward comes before backward, on the same rows. */
public interface Stage extends AutoCloseable {
    /**
     * Outputs from inputs.
     *
     * @param in n x inputs
     * @return n x outputs: buffers of its own, or {@code in} changed in place
     */
    Activations forward(Activations in, int n, Pass pass);

    /**
     * The gradient by the inputs; its arrays' gradient is scaled and added where the pass says.
     *
     * <p>The result is worked out before its parameters change, since the pass may add to these themselves.
     *
     * @param gradient n x outputs, which it may change
     * @return n x inputs; anything where nobody needs it
     */
    Activations backward(Activations gradient, int n, Pass pass);

    /** Tells whether backward looks at the outputs, so that the next layer must leave them as they are. */
    default boolean needsOutputs() {
        return false;
    }

    /** Writes what is not learned by gradients into the parameters, after a step: running statistics. */
    default void updateStatistics(ParamVector params) {}

    @Override
    default void close() {}
}
