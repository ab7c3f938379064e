package dev.parley.model;

/**
 * The losses, each with its outputs and its gradient in one pass over a batch's scores (n x k, C order).
 *
 * <p>All are means over rows; sums are kept in double.
 */
enum Loss {
    /** Half the mean squared error: (z - y)^2 / 2; k = 1. */
    HALF_SQUARED {
        @Override
        double score(float[] z, float[] y, int n, int k) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double error = z[i] - y[i];
                sum += error * error / 2;
            }
            return sum / n;
        }

        @Override
        void gradient(float[] out, float[] y, int n, int k) {
            for (int i = 0; i < n; i++) {
                out[i] = (out[i] - y[i]) / n;
            }
        }
    },
    /** Binary cross-entropy of one logit, class 1 positive: log(1 + e^z) - y z; outputs the probability; k = 1. */
    BINARY {
        @Override
        double score(float[] z, float[] y, int n, int k) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double logit = z[i];
                sum += Math.max(logit, 0) - logit * y[i] + Math.log1p(Math.exp(-Math.abs(logit)));
                z[i] = (float) (1 / (1 + Math.exp(-logit)));
            }
            return sum / n;
        }

        @Override
        void gradient(float[] out, float[] y, int n, int k) {
            for (int i = 0; i < n; i++) {
                out[i] = (out[i] - y[i]) / n;
            }
        }
    },
    /** Cross-entropy of the softmax of k logits: log(sum of e^z) - z_y; outputs the probabilities. */
    SOFTMAX {
        @Override
        double score(float[] z, float[] y, int n, int k) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                int row = i * k;
                float max = z[row];
                for (int j = 1; j < k; j++) {
                    max = Math.max(max, z[row + j]);
                }
                double total = 0;
                float truth = z[row + (int) y[i]];
                for (int j = 0; j < k; j++) {
                    double e = Math.exp(z[row + j] - max);
                    z[row + j] = (float) e;
                    total += e;
                }
                float scale = (float) (1 / total);
                for (int j = 0; j < k; j++) {
                    z[row + j] *= scale;
                }
                sum += Math.log(total) + max - truth;
            }
            return sum / n;
        }

        @Override
        void gradient(float[] out, float[] y, int n, int k) {
            float scale = 1f / n;
            for (int i = 0; i < n; i++) {
                out[i * k + (int) y[i]] -= 1;
            }
            for (int i = 0; i < n * k; i++) {
                out[i] *= scale;
            }
        }
    };

    /** Turns scores into outputs in place and returns the mean loss. */
    abstract double score(float[] z, float[] y, int n, int k);

    /** Turns outputs into the gradient of the mean loss by the scores, in place. */
    abstract void gradient(float[] out, float[] y, int n, int k);
}
