package dev.parley.model;

import dev.parley.example.Shape;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.Optional;

/** A model, described and not yet trained: both sides; a value that fits any data of the right kind. */
public interface Model {
    /** Why it cannot be trained on such data, and what to take instead; empty where it can. */
    Optional<String> objection(Shape shape);

    /** Library that works out those of its layers that more than one can, which decides the last bits. */
    default Optional<String> kernel(Shape shape) {
        return Optional.empty();
    }

    /** Note before it is trained here, such as on a slower way that was taken; empty where there is nothing to say. */
    default Optional<String> note(Shape shape) {
        return Optional.empty();
    }

    /** Tells whether a layer takes statistics of the rows of a batch, so that a batch of one row teaches it nothing. */
    default boolean normalizesRows(Shape shape) {
        return false;
    }

    /**
     * Numbers of a row's representation: the inputs of the last dense layer, where a layer before it learns; 0 where there
     * is none.
     */
    default int representation(Shape shape) {
        return 0;
    }

    /**
     * Factor that brings a loss to the target's own unit: unit^2 for half a squared error.
     *
     * @param shape of the data, with the target's scale
     */
    default double lossScale(Shape shape) {
        return shape.scale().unit() * shape.scale().unit();
    }

    /**
     * Why the gradients of single rows cannot be bounded one by one, as a sentence; empty where they can: then its learners
     * have {@link Learner#addClipped}.
     */
    default Optional<String> rowsObjection(Shape shape) {
        return Optional.of(this + " adds up the gradients of its rows inside");
    }

    /** The arrays it needs for data of that shape. */
    Layout layout(Shape shape);

    /** Parameters to start from. */
    ParamVector initial(Shape shape, Seed seed);

    /**
     * Opens a learner: one for each thread.
     *
     * @param batch the largest number of rows it will be given at once
     */
    Learner open(Shape shape, int batch);
}
