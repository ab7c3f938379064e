package dev.parley.layer.internal.stage;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import dev.parley.layer.Activations;
import dev.parley.layer.LayerContext;
import dev.parley.layer.Pass;
import dev.parley.layer.RowStage;
import dev.parley.layer.Windows;
import dev.parley.layer.internal.blas.Buffer;
import dev.parley.layer.internal.blas.Ones;
import dev.parley.layer.internal.blas.Slice;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A convolution at work by BLAS: image after image, its patches T times the weights, and back.
 *
 * <p>Products are cut into rows of T so that each stays below the million multiplications up to which OpenBLAS does
 * not copy its operands first; by shape alone, so the bits depend on nothing else. Where rows are weighed, the weights'
 * gradients of single images are kept.
 */
public final class ConvStage implements RowStage {
    private static final int SMALL = 1_000_000;

    private final int pixels;
    private final int filters;
    private final int window;
    private final int imageSize;
    private final int tile;
    private final Patches patches;
    private final Patches slopes;
    private final Activations out;
    private final Activations below;
    private final Buffer turned;
    private final float[] weights;
    private final float[] turning;
    private final float[] bias;
    private final Ones ones;
    private final int offset;
    private final Slice weight;
    private final Slice weightInto;
    private final Slice biasInto;
    private final boolean isFirst;
    private final RowGradients rows;
    private Activations in;
    private Activations slope;

    public ConvStage(Windows windows, int filters, LayerContext spot) {
        this.filters = filters;
        this.pixels = windows.count();
        this.imageSize = windows.in().size();
        this.window = windows.kernel() * windows.kernel() * windows.in().channels();
        this.isFirst = spot.isFirst();
        this.patches = new Patches(windows);
        this.slopes = isFirst ? patches : new Patches(windows);
        int most = Math.max(16, SMALL / (filters * patches.columns()) / 16 * 16);
        this.tile = Math.min(most, pixels);
        this.out = new Activations(spot.batch(), pixels * filters);
        this.below = new Activations(spot.batch(), imageSize);
        this.turned = new Buffer(filters * window);
        this.weights = new float[filters * window];
        this.turning = new float[filters * window];
        this.bias = new float[filters];
        this.ones = new Ones(pixels);
        this.offset = spot.offset();
        this.weight = new Slice(offset);
        this.weightInto = new Slice(offset);
        this.biasInto = new Slice(offset + filters * window);
        this.rows = new RowGradients(filters * (window + 1));
        this.in = below;
        this.slope = out;
    }

    @Override
    public Activations forward(Activations from, int n, Pass pass) {
        in = from;
        float[] images = from.read(n);
        turn(pass);
        FloatPointer t = patches.buffer().pointer;
        FloatPointer w = turned.pointer;
        pass.params().read(offset + filters * window, bias, 0, filters);
        FloatPointer y = out.repeat(bias, n);
        for (int i = 0; i < n; i++) {
            patches.gather(images, i * imageSize);
            for (int part = 0; part < patches.parts(); part++) {
                w.position((long) part * patches.columns() * filters);
                for (int row = 0; row < pixels; row += tile) {
                    t.position(patches.start(part) + (long) row * patches.columns());
                    y.position(((long) i * pixels + row) * filters);
                    product(t, w, y, Math.min(tile, pixels - row));
                }
            }
        }
        t.position(0);
        w.position(0);
        y.position(0);
        return out;
    }

    private void product(FloatPointer t, FloatPointer w, FloatPointer y, int rows) {
        int k = patches.columns();
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, filters, k, 1f, t, k, w, filters, 1f, y, filters);
    }

    /** The weights turned to window x filters: OpenBLAS is quicker with both factors in order. */
    private void turn(Pass pass) {
        pass.params().read(offset, weights, 0, weights.length);
        for (int f = 0; f < filters; f++) {
            for (int i = 0; i < window; i++) {
                turning[i * filters + f] = weights[f * window + i];
            }
        }
        turned.write(turning, turning.length);
    }

    @Override
    public Activations backward(Activations gradient, int n, Pass pass) {
        below(gradient, n, pass);
        FloatPointer into = weightInto.of(pass.into());
        FloatPointer biases = biasInto.of(pass.into());
        for (int i = 0; i < n; i++) {
            addGradient(i, n, pass.scale(), into, biases);
        }
        return below;
    }

    @Override
    public Activations below(Activations gradient, int n, Pass pass) {
        slope = gradient;
        if (!isFirst) {
            slopes(gradient.pointer(n), n, weight.of(pass.params()));
        }
        return below;
    }

    @Override
    public void addSquares(int n, double[] squares) {
        rows.room(n);
        for (int i = 0; i < n; i++) {
            FloatPointer into = rows.of(i);
            Pointer.memset(into, 0, (long) Float.BYTES * filters * (window + 1));
            addGradient(i, n, 1, into, into.getPointer((long) filters * window));
            squares[i] += rows.square(i);
        }
    }

    @Override
    public void learn(float[] factors, int n, Pass pass) {
        rows.addTo(weightInto.of(pass.into()), pass.scale(), factors, n);
    }

    /** Adds scale x the gradient of weights and biases by image i of n. */
    private void addGradient(int i, int n, float scale, FloatPointer into, FloatPointer biases) {
        FloatPointer d = slope.pointer(n);
        FloatPointer t = patches.buffer().pointer;
        int k = patches.columns();
        patches.gather(in.read(n), i * imageSize);
        for (int row = 0; row < pixels; row += tile) {
            int count = Math.min(tile, pixels - row);
            d.position(((long) i * pixels + row) * filters);
            for (int part = 0; part < patches.parts(); part++) {
                t.position(patches.start(part) + (long) row * k);
                into.position((long) part * k);
                cblas_sgemm(
                        CblasRowMajor,
                        CblasTrans,
                        CblasNoTrans,
                        filters,
                        k,
                        count,
                        scale,
                        d,
                        filters,
                        t,
                        k,
                        1f,
                        into,
                        window);
            }
        }
        d.position((long) i * pixels * filters);
        cblas_sgemv(CblasRowMajor, CblasTrans, pixels, filters, scale, d, filters, ones.pointer(), 1, 1f, biases, 1);
        t.position(0);
        d.position(0);
        into.position(0);
    }

    /** The gradient by the images: by their patches first, then each number back to where it came from. */
    private void slopes(FloatPointer d, int n, FloatPointer w) {
        float[] images = below.zeros(n);
        FloatPointer t = slopes.buffer().pointer;
        int k = slopes.columns();
        for (int i = 0; i < n; i++) {
            slopes.clear();
            for (int part = 0; part < slopes.parts(); part++) {
                w.position((long) part * k);
                for (int row = 0; row < pixels; row += tile) {
                    d.position(((long) i * pixels + row) * filters);
                    t.position(slopes.start(part) + (long) row * k);
                    int rows = Math.min(tile, pixels - row);
                    cblas_sgemm(
                            CblasRowMajor,
                            CblasNoTrans,
                            CblasNoTrans,
                            rows,
                            k,
                            filters,
                            1f,
                            d,
                            filters,
                            w,
                            window,
                            1f,
                            t,
                            k);
                }
            }
            t.position(0);
            slopes.scatter(images, i * imageSize);
        }
        d.position(0);
        w.position(0);
    }

    @Override
    public void close() {
        patches.close();
        rows.close();
        slopes.close();
        out.close();
        below.close();
        turned.close();
        ones.close();
    }
}
