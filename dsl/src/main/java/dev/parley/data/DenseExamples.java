package dev.parley.data;

/** Coded rows of a table as floats, copied as they are read. */
final class DenseExamples implements Examples {
    private final float[] features;
    private final int width;
    private final float[] targets;

    /**
     * Examples of coded rows.
     *
     * @param features n x width in C order, not copied
     * @param targets n
     */
    DenseExamples(float[] features, int width, float[] targets) {
        this.features = features;
        this.width = width;
        this.targets = targets;
    }

    @Override
    public int size() {
        return targets.length;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void read(int[] rows, int from, int count, float[] into) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(features, rows[from + i] * width, into, i * width, width);
        }
    }

    @Override
    public float target(int row) {
        return targets[row];
    }
}
