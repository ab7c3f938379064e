package dev.parley.model;

import dev.parley.example.Shape;
import dev.parley.layer.Conv;
import dev.parley.layer.Dense;
import dev.parley.layer.Flatten;
import dev.parley.layer.Layer;
import dev.parley.layer.MaxPool;
import dev.parley.layer.Relu;
import dev.parley.layer.RowShape;
import java.util.List;
import java.util.Optional;

/**
 * The CNN of the paper that named federated averaging (McMahan et al., AISTATS 2017, section 3): two 5 x 5 convolutions
 * of 32 and 64 filters, each with ReLU and 2 x 2 max pooling, a dense layer of 512 units with ReLU, and the outputs.
 *
 * <p>1,663,370 parameters for images of 28 x 28 x 1 and 10 classes, as the paper says; starts He normal.
 */
public record Cnn() implements Layered {
    private static final int SMALLEST = 4;

    @Override
    public Optional<String> objection(Shape shape) {
        RowShape in = Layered.input(shape);
        return in.isImage() && in.height() >= SMALLEST && in.width() >= SMALLEST
                ? Optional.empty()
                : Optional.of("cnn() needs images of at least " + SMALLEST + " x " + SMALLEST
                        + " pixels, but a row of the data is " + in
                        + (in.isImage() ? " pixels" : " numbers") + "; use mlp(200, 200)");
    }

    @Override
    public List<Layer> layers(Shape shape) {
        return List.of(
                new Conv(32, 5),
                new Relu(),
                new MaxPool(2),
                new Conv(64, 5),
                new Relu(),
                new MaxPool(2),
                new Flatten(),
                new Dense(512),
                new Relu(),
                new Dense(Layered.outputs(shape)));
    }

    @Override
    public String toString() {
        return "cnn()";
    }
}
