package dev.parley.layer;

/** The hyperbolic tangent; dy/dx = 1 - y^2. */
public record Tanh() implements Layer {
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
                    y[i] = (float) Math.tanh(x[i]);
                }
            }

            @Override
            void backward(float[] y, float[] gradient, int count) {
                for (int i = 0; i < count; i++) {
                    gradient[i] *= 1 - y[i] * y[i];
                }
            }
        };
    }

    @Override
    public String toString() {
        return "tanh()";
    }
}
