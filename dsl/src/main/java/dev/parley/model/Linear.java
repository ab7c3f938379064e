package dev.parley.model;

import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.layer.Dense;
import dev.parley.layer.Initialization;
import dev.parley.layer.Layer;
import java.util.List;
import java.util.Optional;

/** Linear regression: y = w x + b, loss half the mean squared error; starts at 0. */
public record Linear() implements Layered {
    @Override
    public Optional<String> objection(Shape shape) {
        return shape.task() == Task.REGRESSION
                ? Optional.empty()
                : Optional.of("linear() predicts a number, but '" + shape.target() + "' has "
                        + shape.classes().size() + " classes; use "
                        + (shape.classes().size() == 2 ? "logistic()" : "softmax()"));
    }

    @Override
    public List<Layer> layers(Shape shape) {
        return List.of(new Dense(1, new Initialization.Zeros()));
    }

    @Override
    public String toString() {
        return "linear()";
    }
}
