package dev.parley.layer;

import dev.parley.layer.internal.stage.Elementwise;

/** The hyperbolic tangent; dy/dx = 1 - y^2. */
public record Tanh() implements Layer {
    @Override
    public RowShape out(RowShape in) {
        return in;
    }

    @Override
    public Stage open(RowShape in, LayerContext spot) {
        return new Elementwise(in.size(), spot) {
            @Override
            public void forward(float[] x, float[] y, int count) {
                for (int i = 0; i < count; i++) {
                    y[i] = (float) Math.tanh(x[i]);
                }
            }

            @Override
            public void backward(float[] y, float[] gradient, int count) {
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
