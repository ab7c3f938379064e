package dev.parley.optimizer;

import dev.parley.model.RepresentationLoss;

/**
 * The model-contrastive loss of a batch, mu times -log(e^(cos(z, z+) / T) / (e^(cos(z, z+) / T) + e^(cos(z, z-) / T))), where
 * z+ are the representations by the global model and z- those by the party's previous one (Li, He and Song, CVPR 2021,
 * equation 3).
 *
 * <p>A representation of zeros has a cosine of 0 and no gradient.
 */
final class Contrast implements RepresentationLoss {
    private final double mu;
    private final double temperature;
    private final float[] near;
    private final float[] far;

    /**
     * For the rows of a batch.
     *
     * @param mu strength
     * @param temperature T
     * @param near z+, rows x size; only looked at
     * @param far z-, rows x size; only looked at
     */
    Contrast(double mu, double temperature, float[] near, float[] far) {
        this.mu = mu;
        this.temperature = temperature;
        this.near = near;
        this.far = far;
    }

    @Override
    public void addGradient(float[] z, int n, int size, int first, float[] gradient) {
        for (int row = 0; row < n; row++) {
            int at = row * size;
            int other = (first + row) * size;
            double length = Math.sqrt(dot(z, at, z, at, size));
            double toNear = Math.sqrt(dot(near, other, near, other, size));
            double toFar = Math.sqrt(dot(far, other, far, other, size));
            if (length == 0) {
                continue;
            }
            double cosNear = toNear == 0 ? 0 : dot(z, at, near, other, size) / (length * toNear);
            double cosFar = toFar == 0 ? 0 : dot(z, at, far, other, size) / (length * toFar);
            // the loss is log(1 + e^d) with d = (cos(z, z-) - cos(z, z+)) / T
            double slope = mu / (temperature * n) / (1 + Math.exp((cosNear - cosFar) / temperature));
            double alongNear = toNear == 0 ? 0 : slope / (length * toNear);
            double alongFar = toFar == 0 ? 0 : slope / (length * toFar);
            double alongOwn = slope * (cosNear - cosFar) / (length * length);
            for (int i = 0; i < size; i++) {
                gradient[at + i] +=
                        (float) (alongFar * far[other + i] - alongNear * near[other + i] + alongOwn * z[at + i]);
            }
        }
    }

    private static double dot(float[] a, int from, float[] b, int begin, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (double) a[from + i] * b[begin + i];
        }
        return sum;
    }
}
