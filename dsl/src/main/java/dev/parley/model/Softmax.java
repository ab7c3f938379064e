package dev.parley.model;

import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.layer.Dense;
import dev.parley.layer.Initialization;
import dev.parley.layer.Layer;
import java.util.List;
import java.util.Optional;

/** Multinomial logistic regression of k classes: softmax(W x + b), loss cross-entropy; starts at 0. */
public record Softmax() implements Layered {
    @Override
    public Optional<String> objection(Shape shape) {
        return shape.task() == Task.CLASSIFICATION
                ? Optional.empty()
                : Optional.of(
                        "softmax() tells classes apart, but '" + shape.target()
                                + "' is a number to be predicted; use linear(), or take its numbers for classes: task(Task.CLASSIFICATION)");
    }

    @Override
    public List<Layer> layers(Shape shape) {
        return List.of(new Dense(Layered.outputs(shape), new Initialization.Zeros()));
    }

    @Override
    public String toString() {
        return "softmax()";
    }
}
