package dev.parley.layer.internal.onednn;

import dev.parley.layer.Activations;
import dev.parley.layer.LayerContext;
import dev.parley.layer.Pass;
import dev.parley.layer.Stage;
import dev.parley.layer.Windows;
import dev.parley.layer.internal.blas.Buffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A pooling at work by oneDNN, which prepares kernels for each number of rows; of equals the first has the gradient.
 *
 * <p>The largest number passes over NaN, which therefore shows in the parameters that made it rather than here.
 */
public final class OneDnnPoolStage implements Stage {
    private final Activations out;
    private final Activations below;
    private final boolean isFirst;
    private final boolean rectifies;
    private final Buffer nothing = new Buffer(1);
    private final ByRows<OneDnnPool> ready;

    public OneDnnPoolStage(Windows windows, boolean isMax, boolean rectifies, LayerContext spot) {
        this.out = new Activations(spot.batch(), windows.count() * windows.in().channels());
        this.below = new Activations(spot.batch(), windows.in().size());
        this.isFirst = spot.isFirst();
        this.rectifies = rectifies;
        this.ready = new ByRows<>(n -> new OneDnnPool(windows, isMax, rectifies, n, nothing.pointer));
    }

    @Override
    public Activations forward(Activations in, int n, Pass pass) {
        ready.of(n).forward(in.pointer(n), out.overwrite());
        return out;
    }

    @Override
    public Activations backward(Activations gradient, int n, Pass pass) {
        if (!isFirst) {
            FloatPointer slopes = gradient.pointer(n);
            if (rectifies) {
                gradient.overwrite();
            }
            ready.of(n).backward(out.pointer(n), slopes, below.overwrite());
        }
        return below;
    }

    @Override
    public boolean needsOutputs() {
        return rectifies;
    }

    /** Names that oneDNN gives the kernels it has chosen for n rows: forward, backward. */
    public String kernels(int n) {
        return ready.of(n).kernels();
    }

    @Override
    public void close() {
        ready.close();
        nothing.close();
        out.close();
        below.close();
    }
}
