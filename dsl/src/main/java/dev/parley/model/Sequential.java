package dev.parley.model;

import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.fault.PlanException;
import dev.parley.layer.Dense;
import dev.parley.layer.Layer;
import dev.parley.layer.RowShape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Layers of one's own, one after another; softmax cross-entropy behind them for classes, half the mean squared error
 * for a number. What a layer takes in follows from the data and the layers before it.
 *
 * @param layers at least one; the last has an output a class, or one for a number
 */
public record Sequential(List<Layer> layers) implements Layered {
    public Sequential {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new PlanException("sequential(..) needs at least one layer, but none was given; for instance "
                    + "sequential(dense(200), relu(), dense())");
        }
    }

    @Override
    public Optional<String> objection(Shape shape) {
        RowShape at = Layered.input(shape);
        for (Layer layer : layers(shape)) {
            Optional<String> objection = layer.objection(at);
            if (objection.isPresent()) {
                return objection;
            }
            at = layer.out(at);
        }
        int outputs = Layered.outputs(shape);
        if (at.size() == outputs) {
            return Optional.empty();
        }
        return Optional.of("sequential(.., " + layers.get(layers.size() - 1) + ") ends with " + at.size()
                + (at.size() == 1 ? " output" : " outputs") + ", but '" + shape.target() + "' "
                + (shape.task() == Task.REGRESSION ? "is one number" : "has " + outputs + " classes")
                + "; end it with dense(" + outputs + "), or with dense() for as many as it takes");
    }

    @Override
    public List<Layer> layers(Shape shape) {
        int outputs = Layered.outputs(shape);
        return layers.stream()
                .map(layer -> layer instanceof Dense dense ? dense.completed(outputs) : layer)
                .toList();
    }

    @Override
    public String toString() {
        return layers.stream().map(Layer::toString).collect(Collectors.joining(", ", "sequential(", ")"));
    }
}
