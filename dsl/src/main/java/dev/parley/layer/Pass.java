package dev.parley.layer;

import dev.parley.num.ParamVector;
import dev.parley.num.Seed;

/** Shared state of a network's stages while rows pass through: parameters, and the place for gradients. */
public final class Pass {
    private final float[] room = new float[4096];
    private ParamVector params;
    private ParamVector into;
    private float scale;
    private boolean isTraining;
    private Seed seed = new Seed(0);
    private long step;

    /** A pass with parameters to start from; changed before each use. */
    public Pass(ParamVector nothing) {
        this.params = nothing;
        this.into = nothing;
    }

    /** Starts a training: what is drawn at random follows from the seed and the number of the step. */
    public void begin(Seed from) {
        seed = from;
        step = 0;
    }

    /** The next rows are trained on: {@code target += factor x gradient(at)}. */
    public void train(ParamVector at, ParamVector target, double factor) {
        params = at;
        into = target;
        scale = (float) factor;
        isTraining = true;
        step++;
    }

    /** The next rows are predicted. */
    public void predict(ParamVector at) {
        params = at;
        isTraining = false;
    }

    public ParamVector params() {
        return params;
    }

    public ParamVector into() {
        return into;
    }

    public float scale() {
        return scale;
    }

    public boolean isTraining() {
        return isTraining;
    }

    /** The seed of this step for one layer. */
    public Seed seed(String use, long depth) {
        return seed.at(use, depth, step);
    }

    /** Adds {@code scale x gradient} to the array at an offset. */
    public void add(int offset, float[] gradient, int count) {
        for (int from = 0; from < count; from += room.length) {
            int some = Math.min(room.length, count - from);
            into.read(offset + from, room, 0, some);
            for (int i = 0; i < some; i++) {
                room[i] += scale * gradient[from + i];
            }
            into.write(offset + from, room, 0, some);
        }
    }
}
