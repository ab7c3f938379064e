package dev.parley.layer;

import dev.parley.layer.internal.onednn.OneDnn;
import dev.parley.layer.internal.onednn.OneDnnPoolStage;
import dev.parley.layer.internal.stage.MaxPoolStage;
import java.util.Optional;

/** A layer that takes each window of an image to one number a channel; what is left over is dropped. */
sealed interface Pooling extends Layer permits AvgPool, MaxPool, RectifiedMaxPool {
    /** Pixels a side of a window. */
    int size();

    /** Pixels from one window to the next. */
    int stride();

    /** The windows of an image. */
    default Windows windows(RowShape in) {
        return Windows.of(in, size(), stride(), false);
    }

    /** The largest of each window at work, with a rectifier behind it or without. */
    static Stage largest(Windows windows, boolean rectifies, LayerContext spot) {
        return OneDnn.isAtHand()
                ? new OneDnnPoolStage(windows, true, rectifies, spot)
                : new MaxPoolStage(windows, rectifies, spot);
    }

    @Override
    default Optional<String> objection(RowShape in) {
        return Windows.objection(this, in, size());
    }

    @Override
    default RowShape out(RowShape in) {
        return windows(in).out(in.channels());
    }
}
