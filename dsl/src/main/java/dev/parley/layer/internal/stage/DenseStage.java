package dev.parley.layer.internal.stage;

import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import dev.parley.layer.Activations;
import dev.parley.layer.LayerContext;
import dev.parley.layer.Pass;
import dev.parley.layer.RowStage;
import dev.parley.layer.internal.blas.Ones;
import dev.parley.layer.internal.blas.Products;
import dev.parley.layer.internal.blas.Slice;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A dense layer at work: Y = X W + b; backward dX = D W', and scale x X' D is added to its target by the product
 * itself, which is the step of SGD where that target is W.
 *
 * <p>A row's part of the gradient is x'd and d, of norm^2 = |x|^2 |d|^2 + |d|^2, without ever being made (Goodfellow, 2015,
 * arXiv 1510.01799).
 */
public final class DenseStage implements RowStage {
    private final int inputs;
    private final int units;
    private final Activations out;
    private final Activations below;
    private final Slice weight;
    private final Slice weightInto;
    private final Slice biasInto;
    private final int biasOffset;
    private final float[] bias;
    private final Ones ones;
    private final boolean isFirst;
    private final Products products;
    private final double[] inputSquares;
    private final double[] slopeSquares;
    private Activations in;
    private Activations slope;

    public DenseStage(int inputs, int units, LayerContext spot) {
        this.inputs = inputs;
        this.units = units;
        this.out = new Activations(spot.batch(), units);
        this.below = new Activations(spot.batch(), inputs);
        this.biasOffset = spot.offset() + units * inputs;
        this.weight = new Slice(spot.offset());
        this.weightInto = new Slice(spot.offset());
        this.biasInto = new Slice(biasOffset);
        this.bias = new float[units];
        this.ones = new Ones(spot.batch());
        this.isFirst = spot.isFirst();
        this.products = Products.of(units);
        this.inputSquares = new double[spot.batch()];
        this.slopeSquares = new double[spot.batch()];
        this.in = below;
        this.slope = out;
    }

    @Override
    public Activations forward(Activations from, int n, Pass pass) {
        in = from;
        pass.params().read(biasOffset, bias, 0, units);
        FloatPointer x = from.pointer(n);
        FloatPointer w = weight.of(pass.params());
        products.forward(x, from.columns(), w, out.repeat(bias, n), n, units, inputs);
        return out;
    }

    @Override
    public Activations backward(Activations gradient, int n, Pass pass) {
        below(gradient, n, pass);
        learn(n, pass);
        return below;
    }

    @Override
    public Activations below(Activations gradient, int n, Pass pass) {
        slope = gradient;
        if (!isFirst) {
            FloatPointer w = weight.of(pass.params());
            products.backward(gradient.pointer(n), w, below.overwrite(), n, units, inputs);
        }
        return below;
    }

    @Override
    public void addSquares(int n, double[] squares) {
        in.squares(inputSquares, n);
        slope.squares(slopeSquares, n);
        for (int row = 0; row < n; row++) {
            squares[row] += (inputSquares[row] + 1) * slopeSquares[row];
        }
    }

    @Override
    public void learn(float[] factors, int n, Pass pass) {
        in.dropRows(factors, n);
        slope.scaleRows(factors, n);
        learn(n, pass);
    }

    private void learn(int n, Pass pass) {
        FloatPointer d = slope.pointer(n);
        FloatPointer w = weightInto.of(pass.into());
        products.gradient(pass.scale(), d, in.pointer(n), in.columns(), w, n, units, inputs);
        FloatPointer target = biasInto.of(pass.into());
        cblas_sgemv(CblasRowMajor, CblasTrans, n, units, pass.scale(), d, units, ones.pointer(), 1, 1f, target, 1);
    }

    @Override
    public void close() {
        out.close();
        below.close();
        ones.close();
    }
}
