package dev.parley.model;

import dev.parley.data.Shape;
import dev.parley.data.Task;
import java.util.Optional;

/** Linear regression: y = w x + b, loss half the mean squared error; starts at 0. */
public record Linear() implements Dense {
    @Override
    public Optional<String> objection(Shape shape) {
        return shape.task() == Task.REGRESSION
                ? Optional.empty()
                : Optional.of("linear() predicts a number, but '" + shape.target() + "' has "
                        + shape.classes().size() + " classes; use "
                        + (shape.classes().size() == 2 ? "logistic()" : "softmax()"));
    }

    @Override
    public int[] sizes(Shape shape) {
        return new int[] {shape.width(), 1};
    }

    @Override
    public Loss loss(Shape shape) {
        return Loss.HALF_SQUARED;
    }

    @Override
    public String toString() {
        return "linear()";
    }
}
