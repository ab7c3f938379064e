package dev.parley.layer;

import dev.parley.fault.Check;
import dev.parley.layer.internal.onednn.OneDnn;
import dev.parley.layer.internal.onednn.OneDnnPoolStage;
import dev.parley.layer.internal.stage.AvgPoolStage;

/**
 * The mean of each window, channel by channel; what is left over at the bottom and right is dropped.
 *
 * @param size pixels a side of a window
 * @param stride pixels from one window to the next
 */
public record AvgPool(int size, int stride) implements Pooling {
    public AvgPool {
        Check.atLeastOne("avgPool(size)", size);
        Check.atLeastOne("avgPool(..).stride(pixels)", stride);
    }

    /** Windows side by side. */
    public AvgPool(int size) {
        this(size, size);
    }

    /**
     * Pixels from one window to the next; default the window's size.
     *
     * @param pixels at least 1, else a PlanException
     */
    public AvgPool stride(int pixels) {
        return new AvgPool(size, pixels);
    }

    @Override
    public Stage open(RowShape in, LayerContext spot) {
        Windows windows = windows(in);
        return OneDnn.isAtHand() ? new OneDnnPoolStage(windows, false, false, spot) : new AvgPoolStage(windows, spot);
    }

    @Override
    public String toString() {
        return "avgPool(" + size + ")" + (stride == size ? "" : ".stride(" + stride + ")");
    }
}
