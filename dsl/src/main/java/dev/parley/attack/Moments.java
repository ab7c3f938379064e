package dev.parley.attack;

import dev.parley.num.ParamVector;
import java.util.List;

/** Means and spreads of vectors, number by number, in double precision. */
final class Moments {
    /** At most so many numbers are taken at once. */
    static final int CHUNK = 4096;

    private Moments() {}

    /** Takes a part of a vector's numbers: mean and standard deviation (of a sample) of each. */
    interface Taker {
        void take(int from, int count, double[] mean, double[] sd);
    }

    static void of(List<ParamVector> vectors, Taker taker) {
        int length = vectors.get(0).length();
        int n = vectors.size();
        float[][] parts = new float[n][CHUNK];
        double[] mean = new double[CHUNK];
        double[] sd = new double[CHUNK];
        for (int from = 0; from < length; from += CHUNK) {
            int count = Math.min(CHUNK, length - from);
            for (int v = 0; v < n; v++) {
                vectors.get(v).read(from, parts[v], 0, count);
            }
            for (int i = 0; i < count; i++) {
                double sum = 0;
                for (float[] part : parts) {
                    sum += part[i];
                }
                mean[i] = sum / n;
                double squares = 0;
                for (float[] part : parts) {
                    squares += (part[i] - mean[i]) * (part[i] - mean[i]);
                }
                sd[i] = n == 1 ? 0 : Math.sqrt(squares / (n - 1));
            }
            taker.take(from, count, mean, sd);
        }
    }

    /** The vector mean + factor x sd. */
    static ParamVector shifted(List<ParamVector> vectors, double factor) {
        ParamVector made = vectors.get(0).copy();
        float[] chunk = new float[CHUNK];
        of(vectors, (from, count, mean, sd) -> {
            for (int i = 0; i < count; i++) {
                chunk[i] = (float) (mean[i] + factor * sd[i]);
            }
            made.write(from, chunk, 0, count);
        });
        return made;
    }
}
