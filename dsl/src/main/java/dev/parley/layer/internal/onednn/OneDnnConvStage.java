package dev.parley.layer.internal.onednn;

import static org.bytedeco.openblas.global.openblas.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas.cblas_scopy;

import dev.parley.layer.Activations;
import dev.parley.layer.LayerContext;
import dev.parley.layer.Pass;
import dev.parley.layer.RowStage;
import dev.parley.layer.Windows;
import dev.parley.layer.internal.blas.Buffer;
import dev.parley.layer.internal.blas.Slice;
import dev.parley.layer.internal.stage.RowGradients;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A convolution at work by oneDNN, which prepares kernels for each number of rows.
 *
 * <p>Weights stay plain in the parameters and are turned into oneDNN's own order in each step, so that nothing else
 * sees that order. Where rows are weighed, the weights' gradient is made image by image and kept.
 */
public final class OneDnnConvStage implements RowStage {
    private final int filters;
    private final int weights;
    private final Activations out;
    private final Activations below;
    private final Buffer slope;
    private final FloatPointer biasSlope;
    private final Slice weight;
    private final Slice bias;
    private final Slice weightInto;
    private final Slice biasInto;
    private final boolean isFirst;
    private final ByRows<OneDnnConv> ready;
    private final RowGradients rows;
    private Activations in;
    private Activations kept;

    public OneDnnConvStage(Windows windows, int filters, LayerContext spot) {
        this.filters = filters;
        this.weights =
                filters * windows.kernel() * windows.kernel() * windows.in().channels();
        this.out = new Activations(spot.batch(), windows.count() * filters);
        this.below = new Activations(spot.batch(), windows.in().size());
        this.slope = new Buffer(weights + filters);
        this.weight = new Slice(spot.offset());
        this.bias = new Slice(spot.offset() + weights);
        this.weightInto = new Slice(spot.offset());
        this.biasInto = new Slice(spot.offset() + weights);
        this.isFirst = spot.isFirst();
        this.biasSlope = slope.pointer.getPointer(weights);
        this.ready = new ByRows<>(n -> new OneDnnConv(windows, filters, n, !isFirst, slope.pointer, biasSlope));
        this.rows = new RowGradients(weights + filters);
        this.in = below;
        this.kept = out;
    }

    @Override
    public Activations forward(Activations from, int n, Pass pass) {
        in = from;
        ready.of(n).forward(from.pointer(n), weight.of(pass.params()), bias.of(pass.params()), out.overwrite());
        return out;
    }

    @Override
    public Activations backward(Activations gradient, int n, Pass pass) {
        below(gradient, n, pass);
        ready.of(n).backwardByWeights(in.pointer(n), gradient.pointer(n));
        cblas_saxpy(weights, pass.scale(), slope.pointer, 1, weightInto.of(pass.into()), 1);
        cblas_saxpy(filters, pass.scale(), biasSlope, 1, biasInto.of(pass.into()), 1);
        return below;
    }

    @Override
    public Activations below(Activations gradient, int n, Pass pass) {
        kept = gradient;
        if (!isFirst) {
            ready.of(n).backwardByInputs(gradient.pointer(n), weight.of(pass.params()), below.overwrite());
        }
        return below;
    }

    @Override
    public void addSquares(int n, double[] squares) {
        rows.room(n);
        OneDnnConv one = ready.of(1);
        FloatPointer x = in.pointer(n);
        FloatPointer d = kept.pointer(n);
        for (int row = 0; row < n; row++) {
            one.backwardByWeights(x.getPointer((long) row * in.size()), d.getPointer((long) row * out.size()));
            cblas_scopy(weights + filters, slope.pointer, 1, rows.of(row), 1);
            squares[row] += rows.square(row);
        }
    }

    @Override
    public void learn(float[] factors, int n, Pass pass) {
        rows.addTo(weightInto.of(pass.into()), pass.scale(), factors, n);
    }

    /** Names that oneDNN gives the kernels it has chosen for n rows: forward, by inputs, by weights. */
    public String kernels(int n) {
        return ready.of(n).kernels();
    }

    @Override
    public void close() {
        ready.close();
        out.close();
        below.close();
        slope.close();
        rows.close();
    }
}
