package dev.parley.layer;

import dev.parley.fault.Check;
import dev.parley.layer.internal.onednn.OneDnn;
import dev.parley.layer.internal.onednn.OneDnnConvStage;
import dev.parley.layer.internal.stage.ConvStage;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.Optional;

/**
 * A convolution of images: y[i, j, f] = b[f] + sum over u, v, c of w[f, u, v, c] x[i s + u - p, j s + v - p, c].
 *
 * <p>Images are height x width x channels; weights filters x kernel x kernel x channels; biases start at 0. Unless it
 * is {@link #valid} the border is filled with zeros so that the output has ceil(size / stride) pixels a side; where
 * their number is odd the bottom and right get one more, as in TensorFlow.
 *
 * @param filters outputs a pixel
 * @param kernel pixels a side of the window
 * @param stride pixels from one window to the next
 * @param same whether the border is filled with zeros
 * @param initial what the weights start with
 */
public record Conv(int filters, int kernel, int stride, boolean same, Initialization initial) implements Layer {
    public Conv {
        Check.atLeastOne("conv(filters, kernel)'s filters", filters);
        Check.atLeastOne("conv(filters, kernel)'s kernel", kernel);
        Check.atLeastOne("conv(..).stride(pixels)", stride);
    }

    /** With the border filled, so that the size stays; stride 1; He normal weights. */
    public Conv(int filters, int kernel) {
        this(filters, kernel, 1, true, new Initialization.HeNormal());
    }

    /** Windows inside the image only: the output is smaller by kernel - 1. */
    public Conv valid() {
        return new Conv(filters, kernel, stride, false, initial);
    }

    /**
     * Pixels from one window to the next; default 1.
     *
     * @param pixels at least 1, else a PlanException
     */
    public Conv stride(int pixels) {
        return new Conv(filters, kernel, pixels, same, initial);
    }

    /**
     * First weights; default {@code heNormal()}.
     *
     * @param how a word of {@code Layers}, such as {@code xavierNormal()}
     */
    public Conv initial(Initialization how) {
        return new Conv(filters, kernel, stride, same, how);
    }

    @Override
    public Optional<String> objection(RowShape in) {
        if (!in.isImage()) {
            return Optional.of(this + " needs images, but is given rows of " + in
                    + " numbers; put it before flatten() and dense(..), and train on images, or take dense(..)");
        }
        return Windows.objection(this, in, same ? 1 : kernel);
    }

    @Override
    public RowShape out(RowShape in) {
        return windows(in).out(filters);
    }

    private Windows windows(RowShape in) {
        return Windows.of(in, kernel, stride, same);
    }

    @Override
    public Layout arrays(RowShape in) {
        return Layout.empty()
                .then("weight", filters, kernel, kernel, in.channels())
                .then("bias", filters);
    }

    @Override
    public void initialize(RowShape in, ParamVector params, int offset, Seed seed) {
        int window = kernel * kernel;
        float[] weights = new float[filters * window * in.channels()];
        initial.fill(weights, window * in.channels(), window * filters, seed);
        params.write(offset, weights, 0, weights.length);
    }

    @Override
    public Optional<String> rowsObjection(RowShape in) {
        return Optional.empty();
    }

    @Override
    public Stage open(RowShape in, LayerContext spot) {
        return OneDnn.isAtHand()
                ? new OneDnnConvStage(windows(in), filters, spot)
                : new ConvStage(windows(in), filters, spot);
    }

    @Override
    public String toString() {
        return "conv(" + filters + ", " + kernel + ")" + (same ? "" : ".valid()")
                + (stride == 1 ? "" : ".stride(" + stride + ")")
                + (initial instanceof Initialization.HeNormal ? "" : ".initial(" + initial + ")");
    }
}
