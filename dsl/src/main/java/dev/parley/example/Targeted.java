package dev.parley.example;

/** Common part of examples in memory: a width, and a target for each row. */
abstract class Targeted implements Examples {
    final int width;
    private final float[] targets;

    /**
     * Examples with these targets.
     *
     * @param width features of a row
     * @param targets n, not copied
     */
    Targeted(int width, float[] targets) {
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
    public float target(int row) {
        return targets[row];
    }
}
