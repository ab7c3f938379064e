package dev.parley.optimizer;

import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;
import dev.parley.num.Stop;

/**
 * The way from a row's representation by one model to that by another, z+ / |z+| - z- / |z-|, which is all that MOON's term
 * has to know of both; 0 stands for the direction of zeros.
 *
 * <p>Both models stand still in a round. So the ways of a party's rows are worked out once, in the learner's largest batches,
 * and kept: 4 bytes a number, at most 128 MB. Beyond that they are worked out for each batch anew, as the term needs them.
 */
final class Directions {
    /** The most numbers to keep, 128 MB. */
    static final long MOST = 1L << 25;

    private final Learner learner;
    private final ParamVector near;
    private final ParamVector far;
    private final int size;
    private final boolean kept;
    private float[] ways = {};
    private float[] other = {};

    /**
     * Works out the directions of a party's rows.
     *
     * @param near the model that the ways lead to; only looked at
     * @param far the model that they come from; only looked at
     * @param most the numbers to keep; of more rows none are kept
     */
    Directions(Learner learner, Party party, ParamVector near, ParamVector far, long most) {
        this.learner = learner;
        this.near = near;
        this.far = far;
        this.size = learner.representation();
        this.kept = (long) party.size() * size <= most;
        if (kept) {
            keep(party.examples(), party.rows());
        }
    }

    private void keep(Examples data, int[] rows) {
        float[] all = new float[rows.length * size];
        for (int from = 0; from < rows.length; from += learner.batch()) {
            Stop.check("stopped between two chunks of rows");
            int count = Math.min(learner.batch(), rows.length - from);
            workOut(data, rows, from, count);
            System.arraycopy(ways, 0, all, from * size, count * size);
        }
        ways = all;
    }

    private void workOut(Examples data, int[] rows, int from, int count) {
        if (ways.length < count * size) {
            ways = new float[count * size];
            other = new float[count * size];
        }
        learner.represent(data, rows, from, count, near, ways);
        learner.represent(data, rows, from, count, far, other);
        between(ways, other, count, size);
    }

    /** Replaces z+, count x size, by the way to it from z-. */
    static void between(float[] near, float[] far, int count, int size) {
        for (int at = 0; at < count * size; at += size) {
            double toNear = inverse(near, at, size);
            double toFar = inverse(far, at, size);
            for (int i = at; i < at + size; i++) {
                near[i] = (float) (toNear * near[i] - toFar * far[i]);
            }
        }
    }

    /** 1 / |z|, or 0 of zeros. */
    private static double inverse(float[] z, int at, int size) {
        double square = 0;
        for (int i = at; i < at + size; i++) {
            square += (double) z[i] * z[i];
        }
        return square == 0 ? 0 : 1 / Math.sqrt(square);
    }

    /** The term of a batch. */
    Contrast of(double mu, double temperature, Examples data, int[] rows, int from, int count) {
        if (kept) {
            return new Contrast(mu, temperature, ways, row -> rows[from + row]);
        }
        workOut(data, rows, from, count);
        return new Contrast(mu, temperature, ways, row -> row);
    }
}
