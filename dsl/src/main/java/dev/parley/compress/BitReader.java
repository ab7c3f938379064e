package dev.parley.compress;

/** Reads what {@link BitWriter} wrote. Each of its methods throws an IllegalArgumentException behind the end. */
public final class BitReader {
    private final byte[] bytes;
    private final int behind;
    private int at;
    private long waiting;
    private int count;

    /** Reads the first bytes of an array. */
    public BitReader(byte[] bytes, int length) {
        this.bytes = bytes;
        this.behind = length;
    }

    /**
     * Reads a value.
     *
     * @param bits 0 to 32
     */
    public int bits(int bits) {
        if (count < bits) {
            fill();
            if (count < bits) {
                throw new IllegalArgumentException("a compressed vector ends in the middle");
            }
        }
        int value = (int) (waiting & ((1L << bits) - 1));
        waiting >>>= bits;
        count -= bits;
        return value;
    }

    private void fill() {
        while (count <= 48 && at < behind) {
            waiting |= (bytes[at++] & 0xFFL) << count;
            count += 8;
        }
    }

    /**
     * Reads how many ones stand before a zero.
     *
     * @param most that there can be
     */
    public int unary(int most) {
        int ones = 0;
        while (true) {
            int here = Math.min(count, Long.numberOfTrailingZeros(~waiting));
            boolean ends = here < count;
            ones += here;
            if (ones > most) {
                throw new IllegalArgumentException("a compressed vector holds a number that is too large");
            }
            waiting >>>= ends ? here + 1 : here;
            count -= ends ? here + 1 : here;
            if (ends) {
                return ones;
            }
            fill();
            if (count == 0) {
                throw new IllegalArgumentException("a compressed vector ends in the middle");
            }
        }
    }

    /** Reads a 4-byte float that is finite. */
    public float number() {
        float value = Float.intBitsToFloat(bits(32));
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("a compressed vector holds NaN or infinite numbers");
        }
        return value;
    }

    /** Reads 8 bytes. */
    public long eight() {
        return (bits(32) & 0xFFFFFFFFL) | ((long) bits(32) << 32);
    }

    /**
     * Reads a number of at least 0.
     *
     * @param most that it can be
     */
    public int count(int most) {
        long value = 0;
        int shift = 0;
        int part;
        do {
            part = bits(8);
            value |= (long) (part & 127) << shift;
            shift += 7;
        } while ((part & 128) != 0 && shift < 35);
        if (value > most) {
            throw new IllegalArgumentException("a compressed vector tells of " + value + " where " + most + " is most");
        }
        return (int) value;
    }

    /** Refuses what is left, but for the zeros that fill the last byte. */
    public void end() {
        if (at != behind || count >= 8 || waiting != 0) {
            throw new IllegalArgumentException("a compressed vector has bits too many");
        }
    }
}
