package dev.parley.layer.internal.stage;

import dev.parley.layer.Windows;
import dev.parley.layer.internal.blas.Buffer;

/**
 * An image's windows laid out as rows of a matrix, so that a convolution is a product (im2col).
 *
 * <p>A stride of 1 and a window's row long enough for BLAS need only a copy of a row of each window: T has, for each
 * padded row y and each window column x, the kernel x channels numbers at (y, x .. x + kernel - 1), and the rows of
 * windows further down are the same T, shifted. That is kernel times smaller than the whole windows, and stays in
 * cache. Else a row of T is a whole window. The zeros around the image are written once and never touched.
 */
final class Patches implements AutoCloseable {
    private static final int LONG_ENOUGH = 64;

    private final Windows windows;
    private final int run;
    private final int lines;
    private final int together;
    private final int[] firsts;
    private final int[] counts;
    private final float[] heap;
    private final Buffer buffer;

    Patches(Windows windows) {
        this.windows = windows;
        this.run = windows.kernel() * windows.in().channels();
        boolean whole = windows.stride() > 1 || run < LONG_ENOUGH;
        this.together = whole ? windows.kernel() : 1;
        this.lines = whole ? windows.height() : windows.height() + windows.kernel() - 1;
        this.firsts = new int[windows.width()];
        this.counts = new int[windows.width()];
        for (int x = 0; x < windows.width(); x++) {
            int left = x * windows.stride() - windows.left();
            firsts[x] = Math.max(0, -left);
            counts[x] = Math.min(windows.kernel(), windows.in().width() - left) - firsts[x];
        }
        this.heap = new float[lines * windows.width() * columns()];
        this.buffer = new Buffer(heap.length);
    }

    /** Number of shifted products that make the convolution. */
    int parts() {
        return windows.kernel() / together;
    }

    /** Numbers in a row of T. */
    int columns() {
        return together * run;
    }

    /** Start of the rows of a part. */
    int start(int part) {
        return part * windows.width() * columns();
    }

    Buffer buffer() {
        return buffer;
    }

    /** T of the image that begins at an index. */
    void gather(float[] images, int from) {
        move(images, from, true);
        buffer.write(heap, heap.length);
    }

    /** Adds T, which holds gradients, to the image's gradient: what gather has copied from where. */
    void scatter(float[] images, int from) {
        buffer.read(heap, heap.length);
        move(images, from, false);
    }

    /** Before T holds gradients, or an image after them. */
    void clear() {
        java.util.Arrays.fill(heap, 0f);
        buffer.write(heap, heap.length);
    }

    private void move(float[] images, int from, boolean gather) {
        int channels = windows.in().channels();
        int stride = windows.stride();
        for (int y = 0; y < lines; y++) {
            for (int g = 0; g < together; g++) {
                int line = y * stride + g - windows.top();
                if (line < 0 || line >= windows.in().height()) {
                    continue;
                }
                int begin = from + line * windows.in().width() * channels;
                for (int x = 0; x < windows.width(); x++) {
                    int column = x * stride - windows.left() + firsts[x];
                    int image = begin + column * channels;
                    int patch = (y * windows.width() + x) * columns() + g * run + firsts[x] * channels;
                    int count = counts[x] * channels;
                    if (gather) {
                        copy(images, image, patch, count);
                    } else {
                        add(images, image, patch, count);
                    }
                }
            }
        }
    }

    private void copy(float[] images, int image, int patch, int count) {
        if (count > 16) {
            System.arraycopy(images, image, heap, patch, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            heap[patch + i] = images[image + i];
        }
    }

    private void add(float[] images, int image, int patch, int count) {
        for (int i = 0; i < count; i++) {
            images[image + i] += heap[patch + i];
        }
    }

    @Override
    public void close() {
        buffer.close();
    }
}
