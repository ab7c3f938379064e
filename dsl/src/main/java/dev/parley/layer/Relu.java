package dev.parley.layer;

import dev.parley.layer.internal.stage.Rectifier;

/** The rectifier y = max(x, 0); its gradient is 1 where y is positive and 0 elsewhere, also at 0. */
public record Relu() implements Layer {
    @Override
    public RowShape out(RowShape in) {
        return in;
    }

    @Override
    public Stage open(RowShape in, LayerContext spot) {
        return new Rectifier(in.size(), spot);
    }

    @Override
    public String toString() {
        return "relu()";
    }
}
