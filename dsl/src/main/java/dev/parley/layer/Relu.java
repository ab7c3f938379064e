package dev.parley.layer;

/** The rectifier y = max(x, 0); its gradient is 1 where y is positive and 0 elsewhere, also at 0. */
public record Relu() implements Layer {
    @Override
    public Extent out(Extent in) {
        return in;
    }

    @Override
    public Stage open(Extent in, Spot spot) {
        return new Elementwise(in.size(), spot) {
            @Override
            void forward(float[] x, float[] y, int count) {
                for (int i = 0; i < count; i++) {
                    y[i] = Math.max(x[i], 0f);
                }
            }

            @Override
            void backward(float[] y, float[] gradient, int count) {
                for (int i = 0; i < count; i++) {
                    gradient[i] = y[i] > 0 ? gradient[i] : 0f;
                }
            }
        };
    }

    @Override
    public String toString() {
        return "relu()";
    }
}
