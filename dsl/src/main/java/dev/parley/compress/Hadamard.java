package dev.parley.compress;

/** The fast Walsh-Hadamard transform: H_1 = 1, H_2m = [H_m H_m; H_m -H_m], divided by the root of its size. */
final class Hadamard {
    private Hadamard() {}

    /**
     * In place; it is its own inverse, and leaves the norm as it is.
     *
     * @param size a power of two
     */
    static void transform(float[] values, int size) {
        for (int half = 1; half < size; half *= 2) {
            for (int block = 0; block < size; block += 2 * half) {
                pairs(values, block, half);
            }
        }
        float scale = (float) (1 / Math.sqrt(size));
        for (int i = 0; i < size; i++) {
            values[i] *= scale;
        }
    }

    private static void pairs(float[] values, int block, int half) {
        for (int i = block; i < block + half; i++) {
            float x = values[i];
            float y = values[i + half];
            values[i] = x + y;
            values[i + half] = x - y;
        }
    }
}
