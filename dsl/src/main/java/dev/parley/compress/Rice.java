package dev.parley.compress;

/**
 * Golomb-Rice codes (Golomb, 1966; Rice, 1979): n in n >> k ones, a zero and k bits, for the k that suits the numbers
 * best, which stands before them in 5 bits.
 */
final class Rice {
    /** In place of k: the numbers are written in bits of one width. */
    private static final int PLAIN = 31;

    private Rice() {}

    /**
     * Writes numbers of at least 0.
     *
     * @param width bits that the largest possible needs, 1 to 30: no number takes more on average
     */
    static void write(int[] numbers, int count, int width, BitWriter to) {
        int k = best(numbers, count, width);
        to.bits(k, 5);
        if (k == PLAIN) {
            for (int i = 0; i < count; i++) {
                to.bits(numbers[i], width);
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            int ones = numbers[i] >>> k;
            if (ones + 1 + k <= 32) {
                to.bits(((1 << ones) - 1) | (k == 0 ? 0 : (numbers[i] & ((1 << k) - 1)) << (ones + 1)), ones + 1 + k);
            } else {
                to.unary(ones);
                to.bits(numbers[i] & ((1 << k) - 1), k);
            }
        }
    }

    /** Number of bits that {@link #write} makes of them. */
    static long length(int[] numbers, int count, int width) {
        int k = best(numbers, count, width);
        return 5 + (k == PLAIN ? (long) count * width : lengthBy(k, numbers, count));
    }

    private static long lengthBy(int k, int[] numbers, int count) {
        long bits = (long) count * (1 + k);
        for (int i = 0; i < count; i++) {
            bits += numbers[i] >>> k;
        }
        return bits;
    }

    /** The k near log2 of the mean with the fewest bits, or the plain form. */
    private static int best(int[] numbers, int count, int width) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += numbers[i];
        }
        int near = count == 0 ? 0 : 63 - Long.numberOfLeadingZeros(Math.max(1, sum / count));
        int best = PLAIN;
        long least = (long) count * width;
        for (int k = Math.max(0, near - 1); k <= Math.min(width - 1, near + 1); k++) {
            long bits = lengthBy(k, numbers, count);
            if (bits < least) {
                least = bits;
                best = k;
            }
        }
        return best;
    }

    /**
     * Reads so many numbers.
     *
     * @param most that one can be
     */
    static void read(BitReader from, int[] numbers, int count, int width, int most) {
        int k = from.bits(5);
        if (k != PLAIN && k >= width) {
            throw new IllegalArgumentException("a compressed vector is written in a way that there is not");
        }
        for (int i = 0; i < count; i++) {
            int n = k == PLAIN ? from.bits(width) : (from.unary(most >>> k) << k) | from.bits(k);
            if (n > most) {
                throw new IllegalArgumentException("a compressed vector holds a number that is too large");
            }
            numbers[i] = n;
        }
    }
}
