package dev.parley.layer.internal.stage;

import dev.parley.layer.Activations;
import dev.parley.layer.LayerContext;
import dev.parley.layer.Pass;
import dev.parley.layer.RowShape;
import dev.parley.layer.Stage;
import dev.parley.num.ParamVector;
import java.util.Arrays;

/**
 * Batch normalization at work; sums are kept in double.
 *
 * <p>With x^ = (x - m) / s over M numbers a channel: dw = sum d x^, db = sum d, and
 * dx = w / s (d - db / M - x^ dw / M).
 */
public final class BatchNormStage implements Stage {
    private static final double EPSILON = 1e-5;
    private static final double SHARE = 0.1;

    private final int channels;
    private final int pixels;
    private final int offset;
    private final Activations out;
    private final float[] normal;
    private final float[] weight;
    private final float[] bias;
    private final float[] mean;
    private final float[] variance;
    private final float[] statistics;
    private final float[] gradient;
    private final double[] first;
    private final double[] second;
    private final double[] inverse;
    private boolean hasSettled = true;

    public BatchNormStage(RowShape in, LayerContext spot) {
        this.channels = in.channels();
        this.pixels = in.pixels();
        this.offset = spot.offset();
        this.out = new Activations(spot.batch(), in.size());
        this.normal = new float[spot.batch() * in.size()];
        this.weight = new float[channels];
        this.bias = new float[channels];
        this.mean = new float[channels];
        this.variance = new float[channels];
        this.statistics = new float[2 * channels];
        this.gradient = new float[2 * channels];
        this.first = new double[channels];
        this.second = new double[channels];
        this.inverse = new double[channels];
    }

    @Override
    public Activations forward(Activations in, int n, Pass pass) {
        ParamVector params = pass.params();
        params.read(offset, weight, 0, channels);
        params.read(offset + channels, bias, 0, channels);
        float[] x = in.read(n);
        int m = n * pixels;
        if (pass.isTraining()) {
            params.read(offset + 2 * channels, mean, 0, channels);
            params.read(offset + 3 * channels, variance, 0, channels);
            moments(x, m);
        } else {
            params.read(offset + 2 * channels, statistics, 0, 2 * channels);
            for (int c = 0; c < channels; c++) {
                first[c] = statistics[c];
                second[c] = Math.max(statistics[channels + c], 0); // a rule other than a mean may have gone below
            }
        }
        for (int c = 0; c < channels; c++) {
            inverse[c] = 1 / Math.sqrt(second[c] + EPSILON);
        }
        float[] y = out.fill();
        for (int i = 0, row = 0; row < m; row++) {
            for (int c = 0; c < channels; c++, i++) {
                float value = (float) ((x[i] - first[c]) * inverse[c]);
                normal[i] = value;
                y[i] = weight[c] * value + bias[c];
            }
        }
        return out;
    }

    /** The batch's means and variances, and a tenth of them into the running ones. */
    private void moments(float[] x, int m) {
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        for (int i = 0, row = 0; row < m; row++) {
            for (int c = 0; c < channels; c++, i++) {
                first[c] += x[i];
            }
        }
        for (int c = 0; c < channels; c++) {
            first[c] /= m;
        }
        for (int i = 0, row = 0; row < m; row++) {
            for (int c = 0; c < channels; c++, i++) {
                double from = x[i] - first[c];
                second[c] += from * from;
            }
        }
        for (int c = 0; c < channels; c++) {
            double unbiased = m > 1 ? second[c] / (m - 1) : 0;
            second[c] /= m;
            mean[c] += (float) (SHARE * (first[c] - mean[c]));
            variance[c] += (float) (SHARE * (unbiased - variance[c]));
        }
        hasSettled = false;
    }

    @Override
    public Activations backward(Activations above, int n, Pass pass) {
        int m = n * pixels;
        float[] d = above.change(n);
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        for (int i = 0, row = 0; row < m; row++) {
            for (int c = 0; c < channels; c++, i++) {
                first[c] += d[i];
                second[c] += (double) d[i] * normal[i];
            }
        }
        for (int i = 0, row = 0; row < m; row++) {
            for (int c = 0; c < channels; c++, i++) {
                d[i] = (float) (weight[c] * inverse[c] * (d[i] - (first[c] + normal[i] * second[c]) / m));
            }
        }
        for (int c = 0; c < channels; c++) {
            gradient[c] = (float) second[c];
            gradient[channels + c] = (float) first[c];
        }
        pass.add(offset, gradient, 2 * channels);
        return above;
    }

    @Override
    public void updateStatistics(ParamVector params) {
        if (!hasSettled) {
            params.write(offset + 2 * channels, mean, 0, channels);
            params.write(offset + 3 * channels, variance, 0, channels);
            hasSettled = true;
        }
    }

    @Override
    public void close() {
        out.close();
    }
}
