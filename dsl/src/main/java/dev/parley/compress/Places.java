package dev.parley.compress;

/** Ascending places among n as bits: gaps between them in Golomb-Rice codes, or a bit a place, whatever is shorter. */
final class Places {
    private Places() {}

    /** Writes them. */
    static void write(int[] places, int count, int n, BitWriter to) {
        to.count(count);
        if (count == 0) {
            return;
        }
        int[] gaps = gaps(places, count);
        boolean map = Rice.length(gaps, count, width(n)) > n;
        to.bits(map ? 1 : 0, 1);
        if (!map) {
            Rice.write(gaps, count, width(n), to);
            return;
        }
        int next = 0;
        for (int place = 0; place < n; place++) {
            boolean here = next < count && places[next] == place;
            to.bits(here ? 1 : 0, 1);
            next += here ? 1 : 0;
        }
    }

    /** Number of bits that {@link #write} makes of them. */
    static long length(int[] places, int count, int n) {
        int sevens = Math.max(1, (38 - Integer.numberOfLeadingZeros(count)) / 7);
        return 8L * sevens + (count == 0 ? 0 : 1 + Math.min(n, Rice.length(gaps(places, count), count, width(n))));
    }

    private static int[] gaps(int[] places, int count) {
        int[] gaps = new int[count];
        int before = -1;
        for (int i = 0; i < count; i++) {
            gaps[i] = places[i] - before - 1;
            before = places[i];
        }
        return gaps;
    }

    private static int width(int n) {
        return Math.max(1, 32 - Integer.numberOfLeadingZeros(n - 1));
    }

    /** Reads them. */
    static int[] read(BitReader from, int n) {
        int count = from.count(n);
        int[] places = new int[count];
        if (count == 0) {
            return places;
        }
        if (from.bits(1) == 1) {
            int next = 0;
            for (int place = 0; place < n; place++) {
                if (from.bits(1) == 1) {
                    if (next == count) {
                        throw new IllegalArgumentException("a compressed vector has more places than it tells");
                    }
                    places[next++] = place;
                }
            }
            if (next < count) {
                throw new IllegalArgumentException("a compressed vector has fewer places than it tells");
            }
            return places;
        }
        Rice.read(from, places, count, width(n), n - 1);
        long before = -1;
        for (int i = 0; i < count; i++) {
            before += places[i] + 1L;
            if (before >= n) {
                throw new IllegalArgumentException("a compressed vector has a place behind its end");
            }
            places[i] = (int) before;
        }
        return places;
    }
}
