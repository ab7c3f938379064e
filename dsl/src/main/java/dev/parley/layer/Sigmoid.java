package dev.parley.layer;

import dev.parley.layer.internal.stage.Elementwise;

/** The logistic function y = 1 / (1 + e^-x); dy/dx = y (1 - y). */
public record Sigmoid() implements Layer {
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
                    y[i] = (float) (1 / (1 + Math.exp(-x[i])));
                }
            }

            @Override
            public void backward(float[] y, float[] gradient, int count) {
                for (int i = 0; i < count; i++) {
                    gradient[i] *= y[i] * (1 - y[i]);
                }
            }
        };
    }

    @Override
    public String toString() {
        return "sigmoid()";
    }
}
