package dev.parley.layer;

import static org.bytedeco.openblas.global.openblas.cblas_sscal;

import dev.parley.example.Examples;
import dev.parley.layer.internal.blas.Nonzero;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataTypeEx;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * A batch's features in native memory, n x d: rows gathered by index.
 *
 * <p>Bytes are copied as they are and made floats by ND4J's own conversion, three times as quick as a loop in Java, which
 * JDK 17 does not vectorize.
 */
public final class Input implements AutoCloseable {
    private final int width;
    private final Activations rows;
    private final BytePointer bytes;
    private final ByteBuffer view;
    private final Nonzero nonzero;
    private final NativeOps ops;

    /** Room for {@code batch} rows of {@code width} features. */
    public Input(int batch, int width) {
        this.width = width;
        this.rows = new Activations(batch, width);
        this.bytes = new BytePointer((long) batch * width);
        this.view = bytes.asBuffer();
        this.nonzero = new Nonzero(view, width);
        this.ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
    }

    // The native side knows types by their place in this enumeration.
    @SuppressWarnings("EnumOrdinal")
    private static int type(DataTypeEx type) {
        return type.ordinal();
    }

    /** Takes {@code rows[from .. from + n - 1]}. */
    public Activations read(Examples data, int[] from, int first, int n) {
        if (data.readBytes(from, first, n, view)) {
            int count = n * width;
            FloatPointer floats = rows.overwrite();
            ops.convertTypes(null, type(DataTypeEx.UINT8), bytes, count, type(DataTypeEx.FLOAT), floats);
            cblas_sscal(count, Examples.BYTE, floats, 1);
            rows.restrictTo(nonzero.renewed());
        } else {
            data.read(from, first, n, rows.fill());
        }
        return rows;
    }

    @Override
    public void close() {
        rows.close();
        bytes.close();
    }
}
