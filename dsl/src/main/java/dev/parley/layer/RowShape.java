package dev.parley.layer;

import java.util.List;

/**
 * The shape of one row between two layers, channels last: an image, or a flat row as 1 x 1 x its numbers.
 *
 * @param height rows of pixels
 * @param width pixels a row
 * @param channels numbers a pixel
 */
public record RowShape(int height, int width, int channels) {
    /** A row of so many numbers. */
    public static RowShape flat(int size) {
        return new RowShape(1, 1, size);
    }

    /** An image of height, width and channels, or where there is none a flat row. */
    public static RowShape of(List<Integer> image, int size) {
        return image.isEmpty() ? flat(size) : new RowShape(image.get(0), image.get(1), image.get(2));
    }

    /** Numbers in all. */
    public int size() {
        return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    /** Number of pixels. */
    public int pixels() {
        return height * width;
    }

    /** Tells whether it has rows and columns of pixels. */
    public boolean isImage() {
        return height > 1 || width > 1;
    }

    @Override
    public String toString() {
        return isImage() ? height + " x " + width + " x " + channels : String.valueOf(channels);
    }
}
