package dev.parley.compress;

/**
 * The k numbers of largest magnitude: of equal ones the first; zeros are none. O(n), by counting the bits of their
 * magnitudes from the highest down, so that no order of the numbers makes it slow.
 */
final class Largest {
    private static final int ABS = 0x7FFFFFFF;

    private Largest() {}

    /**
     * Their places, ascending.
     *
     * @param values finite
     * @param n how many of these count
     * @param k at least 0
     */
    static int[] places(float[] values, int n, int k) {
        int threshold = 0;
        int left = Math.min(k, n);
        int mask = 0;
        for (int shift : new int[] {20, 10, 0}) {
            int width = shift == 20 ? 11 : 10;
            int[] counts = new int[1 << width];
            for (int i = 0; i < n; i++) {
                int key = Float.floatToRawIntBits(values[i]) & ABS;
                if ((key & mask) == threshold) {
                    counts[(key >>> shift) & ((1 << width) - 1)]++;
                }
            }
            int digit = counts.length - 1;
            while (digit > 0 && counts[digit] < left) {
                left -= counts[digit--];
            }
            threshold |= digit << shift;
            mask |= ((1 << width) - 1) << shift;
        }
        // the k-th largest magnitude has these bits, and so many of those that have them are taken
        int ties = threshold == 0 ? 0 : left;
        int more = Math.min(k, n) - left;
        int[] places = new int[more + ties];
        int next = 0;
        for (int i = 0; i < n && next < places.length; i++) {
            int key = Float.floatToRawIntBits(values[i]) & ABS;
            if (key > threshold || (key == threshold && ties-- > 0)) {
                places[next++] = i;
            }
        }
        return next == places.length ? places : java.util.Arrays.copyOf(places, next);
    }
}
