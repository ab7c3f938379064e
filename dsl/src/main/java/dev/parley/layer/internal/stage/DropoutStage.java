package dev.parley.layer.internal.stage;

import dev.parley.layer.Activations;
import dev.parley.layer.LayerContext;
import dev.parley.layer.Pass;
import dev.parley.layer.Stage;

/** Dropout at work: a mask drawn anew each step, by SplitMix64 from the step's seed, without allocating. */
public final class DropoutStage implements Stage {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final int size;
    private final float kept;
    private final long threshold;
    private final long place;
    private final float[] mask;
    private final Activations out;

    public DropoutStage(int size, double probability, LayerContext spot) {
        this.size = size;
        this.kept = (float) (1 / (1 - probability));
        this.threshold = (long) (probability * (1L << 53));
        this.place = spot.depth();
        this.mask = new float[spot.batch() * size];
        this.out = new Activations(spot.batch(), size);
    }

    @Override
    public Activations forward(Activations in, int n, Pass pass) {
        if (!pass.isTraining()) {
            return in;
        }
        long state = pass.seed("dropout", place).value();
        float[] x = in.read(n);
        float[] y = out.fill();
        for (int i = 0; i < n * size; i++) {
            state += GOLDEN;
            long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            mask[i] = (z ^ (z >>> 31)) >>> 11 < threshold ? 0f : kept;
            y[i] = x[i] * mask[i];
        }
        return out;
    }

    @Override
    public Activations backward(Activations gradient, int n, Pass pass) {
        float[] d = gradient.change(n);
        for (int i = 0; i < n * size; i++) {
            d[i] *= mask[i];
        }
        return gradient;
    }

    @Override
    public void close() {
        out.close();
    }
}
