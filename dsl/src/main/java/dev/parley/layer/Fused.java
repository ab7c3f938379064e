package dev.parley.layer;

import java.util.ArrayList;
import java.util.List;

/** The layers that work for those that were asked for: neighbors that cost less together are one. */
public final class Fused {
    private Fused() {}

    /** The same function and the same arrays, in the same order. */
    public static List<Layer> of(List<? extends Layer> layers) {
        List<Layer> fused = new ArrayList<>();
        for (Layer next : layers) {
            Layer last = fused.isEmpty() ? next : fused.get(fused.size() - 1);
            if (next instanceof MaxPool pool && last instanceof Relu) {
                replaceLast(fused, pool);
            } else if (next instanceof Relu && last instanceof MaxPool pool) {
                replaceLast(fused, pool);
            } else if (!(next instanceof Relu && last instanceof RectifiedMaxPool)) {
                fused.add(next);
            }
        }
        return fused;
    }

    private static void replaceLast(List<Layer> fused, MaxPool pool) {
        fused.set(fused.size() - 1, new RectifiedMaxPool(pool.size(), pool.stride()));
    }
}
