package dev.parley.layer;

/**
 * A layer with arrays that tells how much each row of a batch adds to their gradient, and can weigh rows afterwards.
 *
 * <p>Behind a forward pass it is called for {@link #below}, {@link #addSquares} and {@link #learn}, in this order, where
 * {@link Stage#backward} would be; all rows' gradients by the inputs have gone down the network before one learns.
 */
public interface RowStage extends Stage {
    /**
     * The gradient by the inputs, and nothing else yet: its arrays' gradient is not added anywhere.
     *
     * @param gradient n x outputs; it stays as it is until this has learned
     * @return n x inputs; anything where nobody needs it
     */
    Activations below(Activations gradient, int n, Pass pass);

    /**
     * Adds the square of the norm of each row's part of its arrays' gradient.
     *
     * @param squares n numbers
     */
    void addSquares(int n, double[] squares);

    /**
     * Adds the rows' parts, scaled as the pass says and each by its factor: a row of factor 0 adds nothing, whatever numbers
     * it holds.
     *
     * @param factors n numbers
     */
    void learn(float[] factors, int n, Pass pass);
}
