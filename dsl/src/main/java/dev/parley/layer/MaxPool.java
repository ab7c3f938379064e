package dev.parley.layer;

import dev.parley.fault.Check;

/**
 * The largest number of each window, channel by channel; what is left over at the bottom and right is dropped.
 *
 * <p>The gradient goes to the first of equals.
 *
 * @param size pixels a side of a window
 * @param stride pixels from one window to the next
 */
public record MaxPool(int size, int stride) implements Pooling {
    public MaxPool {
        Check.atLeastOne("maxPool(size)", size);
        Check.atLeastOne("maxPool(..).stride(pixels)", stride);
    }

    /** Windows side by side. */
    public MaxPool(int size) {
        this(size, size);
    }

    /**
     * Pixels from one window to the next; default the window's size.
     *
     * @param pixels at least 1, else a PlanException
     */
    public MaxPool stride(int pixels) {
        return new MaxPool(size, pixels);
    }

    @Override
    public Stage open(RowShape in, LayerContext spot) {
        return Pooling.largest(windows(in), false, spot);
    }

    @Override
    public String toString() {
        return "maxPool(" + size + ")" + (stride == size ? "" : ".stride(" + stride + ")");
    }
}
