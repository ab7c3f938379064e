package dev.parley.layer.internal.stage;

import dev.parley.layer.Activations;
import dev.parley.layer.LayerContext;
import dev.parley.layer.Pass;
import dev.parley.layer.Stage;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * The rectifier at work, on native memory.
 *
 * <p>Numbers go through small arrays that stay in the first cache, in loops of one index and no branch: so the compiler
 * of JDK 17 vectorizes them, which it does neither for direct buffers nor for arrays at different offsets.
 */
public final class Rectifier implements Stage {
    private static final int CHUNK = 4096;

    private final int size;
    private final Activations own;
    private final boolean mayOverwrite;
    private final float[] values = new float[CHUNK];
    private final int[] bits = new int[CHUNK];
    private final int[] masks = new int[CHUNK];
    private Activations out;

    public Rectifier(int size, LayerContext spot) {
        this.size = size;
        this.own = new Activations(spot.batch(), size);
        this.mayOverwrite = spot.mayOverwrite();
        this.out = own;
    }

    @Override
    public Activations forward(Activations in, int n, Pass pass) {
        out = mayOverwrite ? in : own;
        FloatBuffer from = in.buffer(n).floats;
        out.overwrite();
        FloatBuffer to = out.buffer(n).floats;
        int end = n * size;
        for (int at = 0; at < end; at += CHUNK) {
            int count = Math.min(CHUNK, end - at);
            from.get(at, values, 0, count);
            rectify(values, count);
            to.put(at, values, 0, count);
        }
        return out;
    }

    @Override
    public Activations backward(Activations gradient, int n, Pass pass) {
        IntBuffer active = out.buffer(n).ints;
        IntBuffer changed = gradient.buffer(n).ints;
        gradient.overwrite();
        int end = n * size;
        for (int at = 0; at < end; at += CHUNK) {
            int count = Math.min(CHUNK, end - at);
            changed.get(at, bits, 0, count);
            active.get(at, masks, 0, count);
            mask(bits, masks, count);
            changed.put(at, bits, 0, count);
        }
        return gradient;
    }

    @Override
    public boolean needsOutputs() {
        return true;
    }

    @Override
    public void close() {
        own.close();
    }

    /** (x + |x|) / 2, which is exact and keeps NaN. */
    private static void rectify(float[] z, int count) {
        for (int i = 0; i < count; i++) {
            z[i] = 0.5f * (z[i] + Math.abs(z[i]));
        }
    }

    /** A float above 0 has bits above 0, whose negation has its sign set: a mask of ones after the shift. */
    private static void mask(int[] gradient, int[] active, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] &= -active[i] >> 31;
        }
    }
}
