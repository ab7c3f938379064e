package dev.parley.num;

import static org.bytedeco.openblas.global.openblas.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas.cblas_sscal;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * All parameters of a model, or an update of them: one flat vector of n floats on an ND4J buffer.
 *
 * <p>The plain methods ({@link #plus}, {@link #minus}, {@link #times}) return new vectors and are what a user's lambda
 * is written with; the ones that say so change this vector in place, for loops that must not allocate. Its memory is
 * native: {@link #close} frees it at once, else the collector does. A vector of an {@link Arena}, such as an update of a
 * round, ends with it, and so do its sums, differences and multiples; a {@link #copy} stands alone. A vector that has
 * ended throws an IllegalStateException at each use, and so does one that is given it as an argument. One vector is not
 * to be written by two threads.
 */
public final class ParamVector implements AutoCloseable {
    private static final int CHUNK = 4096;

    /** Two chunks for sums over numbers: each thread's own, since a fresh one a call is garbage by the gigabyte. */
    private static final ThreadLocal<float[]> SCRATCH = ThreadLocal.withInitial(() -> new float[2 * CHUNK]);

    private final Layout layout;
    private final Block block;
    private final FloatPointer pointer;
    private final FloatBuffer buffer;
    private final @Nullable VectorPool home;
    private @Nullable Arena arena;
    private boolean ended;

    private ParamVector(Layout layout) {
        this(layout, new Block(layout.length()), null, null);
    }

    /** A vector on memory that goes home when it is closed. */
    ParamVector(Layout layout, Block block, @Nullable VectorPool home, @Nullable Arena arena) {
        this.layout = layout;
        this.block = block;
        this.pointer = block.pointer;
        this.buffer = block.buffer;
        this.home = home;
        this.arena = arena;
    }

    /** A vector of zeros. */
    public static ParamVector zeros(Layout layout) {
        return new ParamVector(layout).fill(0);
    }

    /**
     * A vector of the given values.
     *
     * @param values n floats, copied
     */
    public static ParamVector of(Layout layout, float[] values) {
        if (values.length != layout.length()) {
            throw new IllegalArgumentException(
                    "the layout holds " + layout.length() + " parameters, but " + values.length + " values were given");
        }
        ParamVector made = new ParamVector(layout);
        made.buffer.put(0, values);
        return made;
    }

    /** Names, shapes and places of the arrays inside. */
    public Layout layout() {
        return layout;
    }

    /** Number of parameters. */
    public int length() {
        return block.length;
    }

    /** The value at an index. */
    public float at(int index) {
        requireAlive();
        return buffer.get(index);
    }

    /** A copy that shares nothing and belongs to no arena, on memory of the same pool where this has one. */
    public ParamVector copy() {
        requireAlive();
        return home == null ? new ParamVector(layout).set(this) : home.copy(this);
    }

    /** The sum, a new vector; of the same arena where this has one. */
    public ParamVector plus(ParamVector other) {
        return beside().add(1, other);
    }

    /** The difference, a new vector; of the same arena where this has one. */
    public ParamVector minus(ParamVector other) {
        return beside().add(-1, other);
    }

    /** The vector scaled by a factor, a new vector; of the same arena where this has one. */
    public ParamVector times(double factor) {
        return beside().scale(factor);
    }

    private ParamVector beside() {
        Arena same = arena;
        return same == null ? copy() : same.copy(this);
    }

    /** In place: this += factor x other. */
    public ParamVector add(double factor, ParamVector other) {
        same(other);
        cblas_saxpy(length(), (float) factor, other.pointer, 1, pointer, 1);
        return this;
    }

    /** In place: this x= factor. */
    public ParamVector scale(double factor) {
        requireAlive();
        cblas_sscal(length(), (float) factor, pointer, 1);
        return this;
    }

    /** In place: the elements of one role are scaled; the others stay. */
    public ParamVector scale(double factor, Role role) {
        if (role == Role.LEARNED && layout.isAllLearned()) {
            return scale(factor);
        }
        requireAlive();
        for (Layout.Span span : layout.spans(role)) {
            cblas_sscal(span.length(), (float) factor, pointer.getPointer(span.from()), 1);
        }
        return this;
    }

    /** In place: every element becomes the value. */
    public ParamVector fill(double value) {
        requireAlive();
        if (Double.doubleToRawLongBits(value) == 0) {
            Pointer.memset(pointer, 0, (long) Float.BYTES * length());
        } else {
            block.array.assign(value);
        }
        return this;
    }

    /** In place: takes the values of another vector. */
    public ParamVector set(ParamVector other) {
        same(other);
        buffer.put(0, other.buffer, 0, length());
        return this;
    }

    /** In place: takes {@code count} values from {@code source} at {@code from}, to be laid at {@code to} here. */
    public void write(int to, float[] source, int from, int count) {
        requireAlive();
        buffer.put(to, source, from, count);
    }

    /** Copies {@code count} values from {@code from} here into {@code target} at {@code to}. */
    public void read(int from, float[] target, int to, int count) {
        requireAlive();
        buffer.get(from, target, to, count);
    }

    /** The inner product, summed in double, in four interleaved parts: the same bits on every machine. */
    public double dot(ParamVector other) {
        same(other);
        return dot(other, 0, length());
    }

    /** The part of an inner product that so many elements make, the first of them at {@code begin}. */
    private double dot(ParamVector other, int begin, int length) {
        float[] chunk = SCRATCH.get();
        int theirs = other == this ? 0 : CHUNK;
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int done = 0; done < length; done += CHUNK) {
            int from = begin + done;
            int count = Math.min(CHUNK, length - done);
            read(from, chunk, 0, count);
            if (other != this) {
                other.read(from, chunk, theirs, count);
            }
            int i = 0;
            for (; i < count - 3; i += 4) { // four sums, so that none waits for the last
                a += (double) chunk[i] * chunk[theirs + i];
                b += (double) chunk[i + 1] * chunk[theirs + i + 1];
                c += (double) chunk[i + 2] * chunk[theirs + i + 2];
                d += (double) chunk[i + 3] * chunk[theirs + i + 3];
            }
            for (; i < count; i++) {
                a += (double) chunk[i] * chunk[theirs + i];
            }
        }
        return (a + b) + (c + d);
    }

    /** The Euclidean norm of all elements, whatever their role. */
    public double norm() {
        return Math.sqrt(dot(this));
    }

    /** The Euclidean norm of the elements of one role. */
    public double norm(Role role) {
        requireAlive();
        double sum = 0;
        for (Layout.Span span : layout.spans(role)) {
            sum += dot(this, span.from(), span.length());
        }
        return Math.sqrt(sum);
    }

    /** Tells whether no element is NaN or infinite. */
    public boolean isFinite() {
        requireAlive();
        float[] chunk = SCRATCH.get();
        for (int from = 0; from < length(); from += CHUNK) {
            int count = Math.min(CHUNK, length() - from);
            read(from, chunk, 0, count);
            for (int i = 0; i < count; i++) {
                if (!Float.isFinite(chunk[i])) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The values as an array, a copy. */
    public float[] toArray() {
        float[] values = new float[length()];
        read(0, values, 0, length());
        return values;
    }

    /** The values as an ND4J vector, a copy. */
    public INDArray toIndArray() {
        return Nd4j.createFromArray(toArray());
    }

    /** The address of the first element, for BLAS calls; valid until the vector ends. */
    public FloatPointer pointer() {
        requireAlive();
        return pointer;
    }

    /** The SHA-256 of the values' bits, big-endian, in hexadecimal. */
    public String fingerprint() {
        return fingerprint(List.of(this));
    }

    /** The SHA-256 of several vectors' bits, one behind the other. */
    public static String fingerprint(List<ParamVector> vectors) {
        return Fingerprint.of(vectors);
    }

    /** Tells that it was closed, or that its round is over: it must not be used any more. */
    public boolean hasEnded() {
        return ended;
    }

    /** Ends the vector and gives its memory back, which happens once, however often and by whomever it is called. */
    @Override
    public void close() {
        if (!end()) {
            return;
        }
        Arena from = arena;
        arena = null;
        if (from != null) {
            from.left(this);
        }
        if (home == null) {
            block.free();
        } else {
            home.back(block);
        }
    }

    private synchronized boolean end() {
        boolean isFirst = !ended;
        ended = true;
        return isFirst;
    }

    /** Refuses a vector that has ended; a plain look at a field, since it stands in the innermost loops. */
    void requireAlive() {
        if (ended) {
            throw over();
        }
    }

    private IllegalStateException over() {
        return new IllegalStateException("this vector of " + length() + " parameters was closed, or ended with its "
                + "round, and its memory is used again; keep a copy before that: update.delta().copy()");
    }

    /** Tells that an arena holds it. */
    boolean isHeld() {
        return arena != null;
    }

    /** Belongs to an arena from now on. */
    void enterArena(Arena holder) {
        arena = holder;
    }

    /** A vector of the same layout whose values are not yet written, in an arena; of the same pool where this has one. */
    ParamVector like(Arena holder) {
        return home == null ? new ParamVector(layout, new Block(length()), null, holder) : home.take(layout, holder);
    }

    /** Belongs to no arena from now on. */
    void leaveArena() {
        arena = null;
    }

    @Override
    public String toString() {
        return "ParamVector[" + length() + " floats, "
                + (ended ? "ended" : "norm " + String.format(Locale.ROOT, "%.4g", norm())) + "]";
    }

    private void same(ParamVector other) {
        requireAlive();
        other.requireAlive();
        if (other.length() != length()) {
            throw new IllegalArgumentException(
                    "a vector of " + length() + " parameters cannot be combined with one of " + other.length());
        }
    }
}
