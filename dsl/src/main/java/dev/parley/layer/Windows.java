package dev.parley.layer;

import java.util.Optional;

/**
 * The square windows that slide over an image.
 *
 * @param in the image
 * @param kernel pixels a side
 * @param stride pixels from one to the next
 * @param height windows from top to bottom
 * @param width windows from left to right
 * @param top rows of zeros above the image
 * @param left columns of zeros left of it
 */
public record Windows(RowShape in, int kernel, int stride, int height, int width, int top, int left) {
    public static Windows of(RowShape in, int kernel, int stride, boolean same) {
        if (!same) {
            int height = (in.height() - kernel) / stride + 1;
            return new Windows(in, kernel, stride, height, (in.width() - kernel) / stride + 1, 0, 0);
        }
        int height = (in.height() + stride - 1) / stride;
        int width = (in.width() + stride - 1) / stride;
        int down = Math.max((height - 1) * stride + kernel - in.height(), 0);
        int across = Math.max((width - 1) * stride + kernel - in.width(), 0);
        return new Windows(in, kernel, stride, height, width, down / 2, across / 2);
    }

    /** Why a layer's windows do not fit; the smallest side is 1 where the border is filled. */
    static Optional<String> objection(Layer layer, RowShape in, int smallest) {
        if (in.height() >= smallest && in.width() >= smallest) {
            return Optional.empty();
        }
        return Optional.of(layer + " needs at least " + smallest + " x " + smallest + " pixels, but is given "
                + in.height() + " x " + in.width() + "; make it smaller, or pool less before it");
    }

    RowShape out(int channels) {
        return new RowShape(height, width, channels);
    }

    /** Rows of zeros that the last windows need below the image. */
    public int bottom() {
        return Math.max(0, (height - 1) * stride + kernel - in.height() - top);
    }

    /** ColumnRuns of zeros that the last windows need right of it. */
    public int right() {
        return Math.max(0, (width - 1) * stride + kernel - in.width() - left);
    }

    public int count() {
        return height * width;
    }
}
