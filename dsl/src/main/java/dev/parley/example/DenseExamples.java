package dev.parley.example;

/** Coded rows of a table as floats, copied as they are read. */
public final class DenseExamples extends Targeted {
    private final float[] features;

    /**
     * Examples of coded rows.
     *
     * @param features n x width in C order, not copied
     * @param targets n
     */
    public DenseExamples(float[] features, int width, float[] targets) {
        super(width, targets);
        this.features = features;
    }

    @Override
    public void read(int[] rows, int from, int count, float[] into) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(features, rows[from + i] * width, into, i * width, width);
        }
    }
}
