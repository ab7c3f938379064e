package dev.parley.compress;

/** Numbers of at least 0, of which many may be 0: each in a Golomb-Rice code, or places and codes of the others, whatever is shorter. */
final class Sparse {
    private Sparse() {}

    /**
     * Writes numbers.
     *
     * @param width bits that the largest possible needs
     */
    static void write(int[] numbers, int count, int width, BitWriter to) {
        int others = 0;
        for (int i = 0; i < count; i++) {
            others += numbers[i] == 0 ? 0 : 1;
        }
        if (others > count / 2) { // a place takes more than a bit
            to.bits(0, 1);
            Rice.write(numbers, count, width, to);
            return;
        }
        int[] places = new int[others];
        int[] less = new int[others];
        int next = 0;
        for (int i = 0; i < count; i++) {
            if (numbers[i] != 0) {
                places[next] = i;
                less[next++] = numbers[i] - 1;
            }
        }
        long apart = Places.length(places, others, count) + Rice.length(less, others, width);
        boolean sparse = apart < Rice.length(numbers, count, width);
        to.bits(sparse ? 1 : 0, 1);
        if (sparse) {
            Places.write(places, others, count, to);
            Rice.write(less, others, width, to);
        } else {
            Rice.write(numbers, count, width, to);
        }
    }

    /**
     * Reads so many numbers.
     *
     * @param most that one can be
     */
    static void read(BitReader from, int[] numbers, int count, int width, int most) {
        if (from.bits(1) == 0) {
            Rice.read(from, numbers, count, width, most);
            return;
        }
        int[] places = Places.read(from, count);
        int[] less = new int[places.length];
        Rice.read(from, less, places.length, width, most - 1);
        java.util.Arrays.fill(numbers, 0, count, 0);
        for (int i = 0; i < places.length; i++) {
            numbers[places[i]] = less[i] + 1;
        }
    }
}
