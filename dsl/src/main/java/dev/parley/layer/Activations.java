package dev.parley.layer;

import static org.bytedeco.openblas.global.openblas.cblas_dsdot;
import static org.bytedeco.openblas.global.openblas.cblas_sscal;

import dev.parley.layer.internal.blas.Buffer;
import dev.parley.layer.internal.blas.ColumnRuns;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Rows between two layers, batch x size: in native memory for BLAS and in Java's for fused loops, each made when it is
 * first needed and copied over only when the other side asks.
 */
public final class Activations implements AutoCloseable {
    private static final int REPEATED = 4096;

    private final int batch;
    private final int size;
    private final ColumnRuns all;
    private float[] heap = {};
    private float[] repeated = {};
    private @Nullable Buffer buffer;
    private boolean heapIsFresh;
    private boolean nativeIsFresh;
    private ColumnRuns columns;

    /** Room for {@code batch} rows of {@code size} floats. */
    public Activations(int batch, int size) {
        this.batch = batch;
        this.size = size;
        this.all = ColumnRuns.all(size);
        this.columns = all;
    }

    /** Floats a row. */
    public int size() {
        return size;
    }

    /** The first n rows, to be looked at. */
    public float[] read(int n) {
        float[] values = heap();
        if (!heapIsFresh) {
            buffer().read(values, n * size);
            heapIsFresh = true;
        }
        return values;
    }

    /** The first n rows, to be changed. */
    public float[] change(int n) {
        float[] values = read(n);
        nativeIsFresh = false;
        columns = all;
        return values;
    }

    /** Room for rows, to be filled; holds anything. */
    public float[] fill() {
        heapIsFresh = true;
        nativeIsFresh = false;
        columns = all;
        return heap();
    }

    /** The same, of zeros. */
    public float[] zeros(int n) {
        float[] values = fill();
        Arrays.fill(values, 0, n * size, 0f);
        return values;
    }

    /** The first n rows in native memory, to be looked at. */
    public FloatPointer pointer(int n) {
        return buffer(n).pointer;
    }

    /** The same, with its views. */
    public Buffer buffer(int n) {
        Buffer held = buffer();
        if (!nativeIsFresh) {
            held.write(heap(), n * size);
            nativeIsFresh = true;
        }
        return held;
    }

    /** The first n rows in native memory, filled with copies of a piece, by whose length a row's can be divided. */
    public FloatPointer repeat(float[] piece, int n) {
        FloatPointer pointer = overwrite();
        FloatBuffer floats = buffer().floats;
        int length = piece.length;
        if (repeated.length == 0) {
            repeated = new float[length * Math.max(1, REPEATED / length)];
        }
        int count = n * size;
        for (int at = 0; at < Math.min(repeated.length, count); at += length) {
            System.arraycopy(piece, 0, repeated, at, length);
        }
        for (int at = 0; at < count; at += repeated.length) {
            floats.put(at, repeated, 0, Math.min(repeated.length, count - at));
        }
        return pointer;
    }

    /** Native room for rows, to be filled; holds anything. */
    public FloatPointer overwrite() {
        nativeIsFresh = true;
        heapIsFresh = false;
        columns = all;
        return buffer().pointer;
    }

    /** Scales each of the first n rows by a factor of its own; one of factor 0 becomes 0, whatever it held. */
    public void scaleRows(float[] factors, int n) {
        FloatPointer at = pointer(n);
        heapIsFresh = false;
        for (int row = 0; row < n; row++) {
            if (factors[row] == 0) {
                clear(row);
            } else if (factors[row] != 1) {
                at.position((long) row * size);
                cblas_sscal(size, factors[row], at, 1);
            }
        }
        at.position(0);
    }

    /** Makes those of the first n rows 0 whose factor is 0. */
    public void dropRows(float[] factors, int n) {
        pointer(n);
        for (int row = 0; row < n; row++) {
            if (factors[row] == 0) {
                heapIsFresh = false;
                clear(row);
            }
        }
    }

    /** In native memory alone. */
    private void clear(int row) {
        Pointer.memset(buffer().pointer.position(0L).getPointer((long) row * size), 0, (long) Float.BYTES * size);
    }

    /**
     * The squares of the norms of the first n rows, added up in double.
     *
     * @param squares n numbers, which are replaced
     */
    public void squares(double[] squares, int n) {
        FloatPointer at = pointer(n);
        for (int row = 0; row < n; row++) {
            at.position((long) row * size);
            squares[row] = cblas_dsdot(size, at, 1, at, 1);
        }
        at.position(0);
    }

    /** Says where rows that were just filled in may be other than 0; known until they are changed. */
    void restrictTo(ColumnRuns known) {
        columns = known;
    }

    /** Columns that may be other than 0. */
    public ColumnRuns columns() {
        return columns;
    }

    private float[] heap() {
        if (heap.length == 0) {
            heap = new float[batch * size];
        }
        return heap;
    }

    private Buffer buffer() {
        Buffer held = buffer;
        if (held == null) {
            held = new Buffer(batch * size);
            buffer = held;
        }
        return held;
    }

    @Override
    public void close() {
        if (buffer != null) {
            buffer.close();
        }
    }
}
