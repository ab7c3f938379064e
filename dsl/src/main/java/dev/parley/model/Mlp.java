package dev.parley.model;

import dev.parley.example.Shape;
import dev.parley.fault.PlanException;
import dev.parley.layer.Dense;
import dev.parley.layer.Layer;
import dev.parley.layer.Relu;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A multilayer perceptron: dense hidden layers with ReLU; softmax cross-entropy for classes, half the mean squared
 * error for a number; starts He normal. {@code mlp(200, 200)} on MNIST is the 2NN of McMahan et al. 2017.
 *
 * @param hidden units of each hidden layer
 */
public record Mlp(List<Integer> hidden) implements Layered {
    public Mlp {
        hidden = List.copyOf(hidden);
        if (hidden.isEmpty() || hidden.stream().anyMatch(units -> units < 1)) {
            throw new PlanException("mlp(..) needs the units of its hidden layers, each at least 1, but "
                    + (hidden.isEmpty() ? "none were" : hidden + " was") + " given; for instance mlp(200, 200)");
        }
    }

    @Override
    public Optional<String> objection(Shape shape) {
        return Optional.empty();
    }

    @Override
    public List<Layer> layers(Shape shape) {
        List<Layer> layers = new ArrayList<>();
        for (int units : hidden) {
            layers.add(new Dense(units));
            layers.add(new Relu());
        }
        layers.add(new Dense(Layered.outputs(shape)));
        return layers;
    }

    @Override
    public String toString() {
        return hidden.stream().map(String::valueOf).collect(Collectors.joining(", ", "mlp(", ")"));
    }
}
