package dev.parley.layer;

/** The rectifier y = max(x, 0); its gradient is 1 where y is positive and 0 elsewhere, also at 0. */
public record Relu() implements Layer {
    @Override
    public Extent out(Extent in) {
        return in;
    }

    @Override
    public Stage open(Extent in, Spot spot) {
        return new Rectifier(in.size(), spot);
    }

    @Override
    public String toString() {
        return "relu()";
    }
}
