package dev.parley.model;

import dev.parley.data.Shape;
import dev.parley.data.Task;
import dev.parley.fault.PlanException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A multilayer perceptron: dense hidden layers with ReLU; softmax cross-entropy for classes, half the mean squared
 * error for a number; starts He normal. {@code mlp(200, 200)} on MNIST is the 2NN of McMahan et al. 2017.
 *
 * @param hidden units of each hidden layer
 */
public record Mlp(List<Integer> hidden) implements Dense {
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
    public int[] sizes(Shape shape) {
        int[] sizes = new int[hidden.size() + 2];
        sizes[0] = shape.width();
        for (int l = 0; l < hidden.size(); l++) {
            sizes[l + 1] = hidden.get(l);
        }
        sizes[sizes.length - 1] =
                shape.task() == Task.REGRESSION ? 1 : shape.classes().size();
        return sizes;
    }

    @Override
    public Loss loss(Shape shape) {
        return shape.task() == Task.REGRESSION ? Loss.HALF_SQUARED : Loss.SOFTMAX;
    }

    @Override
    public String toString() {
        return hidden.stream().map(String::valueOf).collect(Collectors.joining(", ", "mlp(", ")"));
    }
}
