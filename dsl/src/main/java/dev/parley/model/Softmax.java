package dev.parley.model;

import dev.parley.data.Shape;
import dev.parley.data.Task;
import java.util.Optional;

/** Multinomial logistic regression of k classes: softmax(W x + b), loss cross-entropy; starts at 0. */
public record Softmax() implements Dense {
    @Override
    public Optional<String> objection(Shape shape) {
        return shape.task() == Task.CLASSIFICATION
                ? Optional.empty()
                : Optional.of("softmax() tells classes apart, but '" + shape.target()
                        + "' is a number to be predicted; use linear()");
    }

    @Override
    public int[] sizes(Shape shape) {
        return new int[] {shape.width(), shape.classes().size()};
    }

    @Override
    public Loss loss(Shape shape) {
        return Loss.SOFTMAX;
    }

    @Override
    public String toString() {
        return "softmax()";
    }
}
