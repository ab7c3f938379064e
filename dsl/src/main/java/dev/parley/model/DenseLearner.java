package dev.parley.model;

import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import dev.parley.data.Examples;
import dev.parley.num.ParamVector;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Forward, loss and backward of dense layers: BLAS on ND4J's buffers, fused loops between, nothing allocated a step.
 *
 * <p>Notation: A_0 = X (n x d), Z_l = A_(l-1) W_l' + b_l, A_l = max(Z_l, 0); D_l is the gradient by Z_l. The weight
 * gradient D_l' A_(l-1) is added straight into its target by the product itself.
 */
final class DenseLearner implements Learner {
    private final int[] sizes;
    private final Loss loss;
    private final int batch;
    private final Buffer[] activations;
    private final Buffer[] gradients;
    private final Buffer ones;
    private final float[][] scratch;
    private final float[] targets;
    private final Views params;
    private final Views into;

    DenseLearner(int[] sizes, Loss loss, int batch) {
        this.sizes = sizes;
        this.loss = loss;
        this.batch = batch;
        this.activations = new Buffer[sizes.length];
        this.gradients = new Buffer[sizes.length];
        this.scratch = new float[sizes.length][];
        for (int l = 0; l < sizes.length; l++) {
            activations[l] = new Buffer(batch * sizes[l]);
            scratch[l] = new float[batch * sizes[l]];
            gradients[l] = new Buffer(l == 0 ? 0 : batch * sizes[l]);
        }
        this.targets = new float[batch];
        this.ones = new Buffer(batch);
        float[] one = new float[batch];
        java.util.Arrays.fill(one, 1f);
        ones.write(one, batch);
        this.params = new Views(sizes);
        this.into = new Views(sizes);
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public int outputs() {
        return sizes[sizes.length - 1];
    }

    @Override
    public double addGradient(
            Examples data, int[] rows, int from, int n, double scale, ParamVector at, ParamVector target) {
        double mean = forward(data, rows, from, n, at);
        into.point(target);
        int last = sizes.length - 1;
        loss.gradient(scratch[last], targets, n, sizes[last]);
        gradients[last].write(scratch[last], n * sizes[last]);
        for (int l = last; l >= 1; l--) {
            if (l > 1) {
                backward(l, n);
            }
            int out = sizes[l];
            int in = sizes[l - 1];
            FloatPointer d = gradients[l].pointer;
            Gemm.gradient(scale, d, activations[l - 1].pointer, into.weights[l], n, out, in);
            cblas_sgemv(
                    CblasRowMajor, CblasTrans, n, out, (float) scale, d, out, ones.pointer, 1, 1f, into.biases[l], 1);
        }
        return mean;
    }

    @Override
    public double predict(Examples data, int[] rows, int from, int n, ParamVector at, float[] result) {
        double mean = forward(data, rows, from, n, at);
        System.arraycopy(scratch[sizes.length - 1], 0, result, 0, n * outputs());
        return mean;
    }

    /** Leaves activations in the buffers and outputs in the last scratch; returns the mean loss. */
    private double forward(Examples data, int[] rows, int from, int n, ParamVector at) {
        params.point(at);
        data.read(rows, from, n, scratch[0]);
        activations[0].write(scratch[0], n * sizes[0]);
        for (int i = 0; i < n; i++) {
            targets[i] = data.target(rows[from + i]);
        }
        int last = sizes.length - 1;
        for (int l = 1; l <= last; l++) {
            int out = sizes[l];
            int in = sizes[l - 1];
            Gemm.forward(activations[l - 1].pointer, params.weights[l], activations[l].pointer, n, out, in);
            activations[l].read(scratch[l], n * out);
            at.read(params.biasOffsets[l], params.bias[l], 0, out);
            if (l < last) {
                addAndRectify(scratch[l], params.bias[l], n, out);
                activations[l].write(scratch[l], n * out);
            } else {
                add(scratch[l], params.bias[l], n, out);
            }
        }
        return loss.score(scratch[last], targets, n, sizes[last]);
    }

    /** D_(l-1) = D_l W_l where A_(l-1) is positive. */
    private void backward(int l, int n) {
        int out = sizes[l];
        int in = sizes[l - 1];
        Gemm.backward(gradients[l].pointer, params.weights[l], gradients[l - 1].pointer, n, out, in);
        float[] active = scratch[l - 1];
        float[] gradient = into.room(n * in);
        gradients[l - 1].read(gradient, n * in);
        for (int i = 0; i < n * in; i++) {
            gradient[i] = active[i] > 0 ? gradient[i] : 0f;
        }
        gradients[l - 1].write(gradient, n * in);
    }

    private static void addAndRectify(float[] z, float[] bias, int n, int out) {
        for (int i = 0; i < n; i++) {
            int row = i * out;
            for (int j = 0; j < out; j++) {
                z[row + j] = Math.max(z[row + j] + bias[j], 0f);
            }
        }
    }

    private static void add(float[] z, float[] bias, int n, int out) {
        for (int i = 0; i < n; i++) {
            int row = i * out;
            for (int j = 0; j < out; j++) {
                z[row + j] += bias[j];
            }
        }
    }

    @Override
    public void close() {
        for (int l = 0; l < sizes.length; l++) {
            activations[l].close();
            gradients[l].close();
        }
        ones.close();
    }
}
