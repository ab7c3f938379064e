package dev.parley.model;

import dev.parley.example.Examples;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;

/**
 * A model at work on one thread: gradients and predictions in buffers made once. Party's side, and the coordinator's
 * for evaluation; never shared by two threads.
 */
public interface Learner extends AutoCloseable {
    /** The largest number of rows a call may take. */
    int batch();

    /** Number of outputs of a row, k: classes, or 1. */
    int outputs();

    /**
     * Starts a training of one party: what layers draw at random in its steps, such as dropout, follows from the seed.
     */
    default void begin(Seed seed) {}

    /**
     * Adds a scaled mean gradient: {@code into += scale x gradient(params)} over {@code count} rows.
     *
     * <p>With {@code into == params} and {@code scale = -rate} this is a step of plain SGD, without a gradient ever
     * being stored.
     *
     * @param rows indices of rows, of which {@code from .. from + count - 1} are taken
     * @return the mean loss of these rows at {@code params}, before the step
     */
    double addGradient(
            Examples data, int[] rows, int from, int count, double scale, ParamVector params, ParamVector into);

    /** Numbers of a row's representation, the inputs of the last dense layer; 0 where there is none. */
    default int representation() {
        return 0;
    }

    /**
     * The same with a term more, on the rows' representations: its gradient goes back into the layers before.
     *
     * @return the mean loss of these rows without the term
     */
    default double addGradient(
            Examples data,
            int[] rows,
            int from,
            int count,
            double scale,
            ParamVector params,
            ParamVector into,
            RepresentationLoss more) {
        throw new IllegalStateException("this learner has no representations");
    }

    /**
     * Adds a scaled sum of rows' gradients, each bounded: {@code into += scale x} the sum over {@code count} rows of
     * g min(1, clip / |g|), where g is the gradient of one row's loss over learned arrays.
     *
     * <p>A row whose gradient is not finite adds nothing.
     *
     * @param count any number of rows, also 0 or more than {@link #batch}
     * @param clip the most that a row's norm may be, above 0; infinity is no bound
     * @param into another vector than {@code params}
     */
    default void addClipped(
            Examples data,
            int[] rows,
            int from,
            int count,
            double clip,
            double scale,
            ParamVector params,
            ParamVector into) {
        throw new IllegalStateException("this learner does not tell the gradients of single rows");
    }

    /**
     * Tells representations, as they are where a model predicts.
     *
     * @param into takes count x representation floats in C order
     */
    default void represent(Examples data, int[] rows, int from, int count, ParamVector params, float[] into) {
        throw new IllegalStateException("this learner has no representations");
    }

    /**
     * Ends a step: writes into the parameters what no gradient teaches, such as running statistics. To be called after
     * the rows' gradient has been applied, whatever optimizer did it.
     */
    default void updateStatistics(ParamVector params) {}

    /**
     * Predicts: probabilities of the classes, or the value.
     *
     * @param into takes count x outputs floats in C order
     * @return the mean loss of these rows
     */
    double predict(Examples data, int[] rows, int from, int count, ParamVector params, float[] into);

    @Override
    void close();
}
