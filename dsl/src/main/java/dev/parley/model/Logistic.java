package dev.parley.model;

import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.layer.Dense;
import dev.parley.layer.Initialization;
import dev.parley.layer.Layer;
import java.util.List;
import java.util.Optional;

/** Logistic regression of two classes: P(second class) = 1 / (1 + e^-(w x + b)), loss cross-entropy; starts at 0. */
public record Logistic() implements Layered {
    @Override
    public Optional<String> objection(Shape shape) {
        if (shape.task() == Task.REGRESSION) {
            return Optional.of(
                    "logistic() tells two classes apart, but '" + shape.target()
                            + "' is a number to be predicted; use linear(), or take its numbers for classes: task(Task.CLASSIFICATION)");
        }
        return shape.classes().size() == 2
                ? Optional.empty()
                : Optional.of("logistic() tells two classes apart, but '" + shape.target() + "' has "
                        + shape.classes().size() + "; use softmax()");
    }

    @Override
    public List<Layer> layers(Shape shape) {
        return List.of(new Dense(1, new Initialization.Zeros()));
    }

    @Override
    public Loss loss(Shape shape) {
        return Loss.BINARY;
    }

    @Override
    public String toString() {
        return "logistic()";
    }
}
