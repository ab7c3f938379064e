package dev.parley.layer.internal.stage;

import dev.parley.layer.Activations;
import dev.parley.layer.LayerContext;
import dev.parley.layer.Pass;
import dev.parley.layer.Stage;
import dev.parley.layer.Windows;

/** Mean pooling at work: window after window, forward a sum, backward a share for each of its pixels. */
public final class AvgPoolStage implements Stage {
    private final Windows windows;
    private final int channels;
    private final int inputs;
    private final float share;
    private final Activations out;
    private final Activations below;

    public AvgPoolStage(Windows windows, LayerContext spot) {
        this.windows = windows;
        this.channels = windows.in().channels();
        this.inputs = windows.in().size();
        this.share = 1f / (windows.kernel() * windows.kernel());
        this.out = new Activations(spot.batch(), windows.count() * channels);
        this.below = new Activations(spot.batch(), inputs);
    }

    @Override
    public Activations forward(Activations in, int n, Pass pass) {
        move(in.read(n), out.zeros(n), n, true);
        return out;
    }

    @Override
    public Activations backward(Activations gradient, int n, Pass pass) {
        move(below.zeros(n), gradient.read(n), n, false);
        return below;
    }

    private void move(float[] x, float[] y, int n, boolean forward) {
        int to = 0;
        for (int image = 0; image < n * inputs; image += inputs) {
            for (int row = 0; row < windows.height(); row++) {
                for (int column = 0; column < windows.width(); column++) {
                    int line = row * windows.stride() * windows.in().width();
                    int corner = image + (line + column * windows.stride()) * channels;
                    for (int u = 0; u < windows.kernel(); u++) {
                        for (int v = 0; v < windows.kernel(); v++) {
                            int at = corner + (u * windows.in().width() + v) * channels;
                            if (forward) {
                                add(x, at, y, to);
                            } else {
                                add(y, to, x, at);
                            }
                        }
                    }
                    to += channels;
                }
            }
        }
    }

    private void add(float[] source, int from, float[] target, int to) {
        for (int c = 0; c < channels; c++) {
            target[to + c] += share * source[from + c];
        }
    }

    @Override
    public void close() {
        out.close();
        below.close();
    }
}
