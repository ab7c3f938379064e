package dev.parley.optimizer;

import dev.parley.model.RepresentationLoss;
import java.util.function.IntUnaryOperator;

/**
 * The model-contrastive loss of a batch, mu times -log(e^(cos(z, z+) / T) / (e^(cos(z, z+) / T) + e^(cos(z, z-) / T))), where
 * z+ are the representations by the global model and z- those by the party's previous one (Li, He and Song, CVPR 2021,
 * equation 3).
 *
 * <p>It is mu log(1 + e^(-s / T)) with s = cos(z, z+) - cos(z, z-) = z d / |z|, where d = z+ / |z+| - z- / |z-| is fixed for a row;
 * its gradient by z is mu / T / (1 + e^(s / T)) (s z / |z| - d) / |z|. A representation of zeros has a cosine of 0 and no
 * gradient.
 */
final class Contrast implements RepresentationLoss {
    private final double mu;
    private final double temperature;
    private final float[] ways;
    private final IntUnaryOperator place;

    /**
     * For the rows of a batch.
     *
     * @param mu strength
     * @param temperature T
     * @param ways d of rows, each size numbers; only looked at
     * @param place the place among these of a row of the batch
     */
    Contrast(double mu, double temperature, float[] ways, IntUnaryOperator place) {
        this.mu = mu;
        this.temperature = temperature;
        this.ways = ways;
        this.place = place;
    }

    @Override
    public void addGradient(float[] z, int n, int size, int first, float[] gradient) {
        for (int row = 0; row < n; row++) {
            int at = row * size;
            int way = place.applyAsInt(first + row) * size;
            double square = dot(z, at, z, at, size);
            if (square == 0) {
                continue;
            }
            double length = Math.sqrt(square);
            double nearer = dot(z, at, ways, way, size) / length;
            double slope = mu / (temperature * n) / (1 + Math.exp(nearer / temperature)) / length;
            float alongOwn = (float) (slope * nearer / length);
            float alongWay = (float) slope;
            for (int i = 0; i < size; i++) {
                gradient[at + i] += alongOwn * z[at + i] - alongWay * ways[way + i];
            }
        }
    }

    /** Four sums side by side, which need not wait for each other. */
    private static double dot(float[] a, int from, float[] b, int begin, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int whole = n - n % 4;
        for (int i = 0; i < whole; i += 4) {
            s0 += (double) a[from + i] * b[begin + i];
            s1 += (double) a[from + i + 1] * b[begin + i + 1];
            s2 += (double) a[from + i + 2] * b[begin + i + 2];
            s3 += (double) a[from + i + 3] * b[begin + i + 3];
        }
        for (int i = whole; i < n; i++) {
            s0 += (double) a[from + i] * b[begin + i];
        }
        return s0 + s1 + s2 + s3;
    }
}
