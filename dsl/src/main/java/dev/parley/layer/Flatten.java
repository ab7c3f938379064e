package dev.parley.layer;

/** An image as one flat row, pixel by pixel with the channels of a pixel together; nothing is moved. */
public record Flatten() implements Layer {
    @Override
    public RowShape out(RowShape in) {
        return RowShape.flat(in.size());
    }

    @Override
    public Stage open(RowShape in, LayerContext spot) {
        return new Stage() {
            @Override
            public Activations forward(Activations rows, int n, Pass pass) {
                return rows;
            }

            @Override
            public Activations backward(Activations gradient, int n, Pass pass) {
                return gradient;
            }

            @Override
            public boolean needsOutputs() {
                return !spot.mayOverwrite();
            }
        };
    }

    @Override
    public String toString() {
        return "flatten()";
    }
}
