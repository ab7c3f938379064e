package dev.parley.example;

import java.nio.ByteBuffer;

/** Images kept as bytes and scaled to [0, 1] as they are read. */
public final class ImageExamples extends Targeted {
    private static final float[] SCALED = new float[256];

    static {
        for (int level = 0; level < SCALED.length; level++) {
            SCALED[level] = level * BYTE;
        }
    }

    private final byte[] pixels;

    /**
     * Examples of images.
     *
     * @param pixels n x width unsigned bytes, not copied
     * @param targets n
     */
    public ImageExamples(byte[] pixels, int width, float[] targets) {
        super(width, targets);
        this.pixels = pixels;
    }

    @Override
    public void read(int[] rows, int from, int count, float[] into) {
        byte[] source = pixels;
        float[] scaled = SCALED;
        int to = 0;
        for (int i = from; i < from + count; i++) {
            int start = rows[i] * width;
            for (int p = start; p < start + width; p++) {
                into[to++] = scaled[source[p] & 0xff];
            }
        }
    }

    @Override
    public boolean readBytes(int[] rows, int from, int count, ByteBuffer into) {
        for (int i = 0; i < count; i++) {
            into.put(i * width, pixels, rows[from + i] * width, width);
        }
        return true;
    }
}
