package dev.parley.layer.internal.stage;

import dev.parley.layer.Activations;
import dev.parley.layer.LayerContext;
import dev.parley.layer.Pass;
import dev.parley.layer.RowShape;
import dev.parley.layer.Stage;
import dev.parley.layer.Windows;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Max pooling at work, a row of windows after the other: the pixels at one place of each window are laid side by side
 * and compared all at once.
 *
 * <p>Numbers are compared as ints that have the order of the floats, in loops of one index over small arrays: so the
 * compiler of JDK 17 vectorizes them, which it does not for floats. NaN is larger than every number, as in PyTorch.
 *
 * <p>A rectifier behind it is a largest number that starts at 0 and has no place: then the gradient goes nowhere.
 */
public final class MaxPoolStage implements Stage {
    private static final int NOWHERE = -1;

    private final Windows windows;
    private final int channels;
    private final int inputs;
    private final int line;
    private final int across;
    private final int floor;
    private final boolean isFirst;
    private final Activations out;
    private final Activations below;
    private final int[] lines;
    private final int[] slopes;
    private final int[] piece;
    private final int[] most;
    private final int[] place;
    private final int[] places;

    public MaxPoolStage(Windows windows, boolean rectifies, LayerContext spot) {
        RowShape image = windows.in();
        this.windows = windows;
        this.channels = image.channels();
        this.inputs = image.size();
        this.line = image.width() * channels;
        this.across = windows.width() * channels;
        this.floor = rectifies ? 0 : Integer.MIN_VALUE;
        this.isFirst = spot.isFirst();
        this.out = new Activations(spot.batch(), windows.count() * channels);
        this.below = new Activations(spot.batch(), inputs);
        this.lines = new int[windows.kernel() * line];
        this.slopes = new int[Math.max(linesFrom(0), linesFrom(windows.height() - 1)) * line];
        this.piece = new int[across];
        this.most = new int[across];
        this.place = new int[across];
        this.places = new int[spot.batch() * windows.height() * across];
    }

    /** Lines of the image from the top of a row of windows to the top of the next. */
    private int linesFrom(int row) {
        boolean isLast = row == windows.height() - 1;
        return isLast ? windows.in().height() - row * windows.stride() : windows.stride();
    }

    @Override
    public Activations forward(Activations in, int n, Pass pass) {
        IntBuffer from = in.buffer(n).ints;
        out.overwrite();
        IntBuffer to = out.buffer(n).ints;
        int kernel = windows.kernel();
        int at = 0;
        for (int image = 0; image < n * inputs; image += inputs) {
            for (int row = 0; row < windows.height(); row++) {
                from.get(image + row * windows.stride() * line, lines, 0, lines.length);
                order(lines, lines.length);
                Arrays.fill(most, floor);
                Arrays.fill(place, NOWHERE);
                for (int pixel = 0; pixel < kernel * kernel; pixel++) {
                    gather(pixel);
                    compare(piece, most, place, pixel, across);
                }
                disorder(most, across);
                to.put(at, most, 0, across);
                System.arraycopy(place, 0, places, at, across);
                at += across;
            }
        }
        return out;
    }

    /** The pixel at one place of each window of the row. */
    private void gather(int pixel) {
        int from = start(pixel);
        for (int to = 0; to < across; to += channels) {
            System.arraycopy(lines, from, piece, to, channels);
            from += windows.stride() * channels;
        }
    }

    private int start(int pixel) {
        return pixel / windows.kernel() * line + pixel % windows.kernel() * channels;
    }

    @Override
    public Activations backward(Activations gradient, int n, Pass pass) {
        if (isFirst) {
            return below;
        }
        if (windows.stride() < windows.kernel()) {
            addOverlapping(gradient.read(n), below.zeros(n), n);
            return below;
        }
        IntBuffer from = gradient.buffer(n).ints;
        below.overwrite();
        IntBuffer to = below.buffer(n).ints;
        int at = 0;
        for (int image = 0; image < n * inputs; image += inputs) {
            for (int row = 0; row < windows.height(); row++) {
                from.get(at, most, 0, across);
                System.arraycopy(places, at, place, 0, across);
                for (int pixel = 0; pixel < windows.kernel() * windows.kernel(); pixel++) {
                    select(most, place, pixel, piece, across);
                    scatter(pixel);
                }
                to.put(image + row * windows.stride() * line, slopes, 0, linesFrom(row) * line);
                at += across;
            }
        }
        return below;
    }

    /** Pixels between windows are never written, and stay 0. */
    private void scatter(int pixel) {
        int to = start(pixel);
        for (int from = 0; from < across; from += channels) {
            System.arraycopy(piece, from, slopes, to, channels);
            to += windows.stride() * channels;
        }
    }

    private void addOverlapping(float[] d, float[] dx, int n) {
        int at = 0;
        for (int image = 0; image < n * inputs; image += inputs) {
            for (int row = 0; row < windows.height(); row++) {
                int corner = image + row * windows.stride() * line;
                for (int column = 0; column < windows.width(); column++) {
                    for (int c = 0; c < channels; c++) {
                        if (places[at] != NOWHERE) {
                            dx[corner + start(places[at]) + c] += d[at];
                        }
                        at++;
                    }
                    corner += windows.stride() * channels;
                }
            }
        }
    }

    @Override
    public void close() {
        out.close();
        below.close();
    }

    /** Bits of floats to ints of the same order: NaN loses its sign, -0 becomes 0, and below 0 the order is turned. */
    private static void order(int[] x, int count) {
        for (int i = 0; i < count; i++) {
            int nan = (0x7f800000 - (x[i] & 0x7fffffff)) >> 31;
            int bits = x[i] & ~(nan & 0x80000000);
            int unlike = bits ^ 0x80000000;
            int zero = ~((unlike | -unlike) >> 31);
            bits &= ~zero;
            x[i] = bits ^ ((bits >> 31) & 0x7fffffff);
        }
    }

    private static void disorder(int[] x, int count) {
        for (int i = 0; i < count; i++) {
            x[i] ^= (x[i] >> 31) & 0x7fffffff;
        }
    }

    /**
     * Only what is larger than all before takes their place: the first of equals stays.
     *
     * <p>The sign of a - b tells whether a is below b, or that of a where the two have different signs.
     */
    private static void compare(int[] x, int[] most, int[] place, int pixel, int count) {
        for (int i = 0; i < count; i++) {
            int won = ((most[i] & ~x[i]) | (~(most[i] ^ x[i]) & (most[i] - x[i]))) >> 31;
            most[i] ^= (most[i] ^ x[i]) & won;
            place[i] = (place[i] & ~won) | (pixel & won);
        }
    }

    /** The gradients of the windows whose largest number was at this place, 0 for the others. */
    private static void select(int[] gradient, int[] place, int pixel, int[] into, int count) {
        for (int i = 0; i < count; i++) {
            int differ = place[i] ^ pixel;
            into[i] = gradient[i] & ~((differ | -differ) >> 31);
        }
    }
}
