package dev.parley.num;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws whole numbers y with a probability in proportion to e^(-y^2 / (2 s^2)), exactly: the discrete Gaussian (Canonne, Kamath
 * and Steinke, NeurIPS 2020), for s a power of two.
 *
 * <p>Blocks of s / 32 numbers are drawn in proportion to whole numbers that bound the law, and a number of a block is taken with
 * the probability that is left: a uniform number is compared with it in double, and where that is too close to call, by as many
 * digits as it takes ({@link ExactRatio}). So no rounding of a double is in the law. Cut off at 12 s, beyond which lies 4e-33.
 * Costs a random long and rarely an exponential.
 */
public final class DiscreteGaussian {
    /** The largest power of two that s may have. */
    public static final int FINEST = 24;

    private static final int BLOCKS = 384;
    private static final int PER_DEVIATION = 32;
    private static final int COLUMNS = 512;
    private static final int LEAST = 5;
    private static final int COLUMN_BITS = 47;
    private static final long COLUMN = 1L << COLUMN_BITS;
    private static final int REST = COLUMN_BITS - 16;
    private static final int DIGITS = 19;
    private static final double DOUBT = 0x1p-44;

    /** S: weights are the law times S, rounded up, and with what is thrown away they come to 2^56. */
    private static final long SCALE;

    private static final long[] WEIGHTS = new long[COLUMNS];
    private static final long[] CUT = new long[COLUMNS];
    private static final int[] START = new int[COLUMNS];
    private static final int[] ALIAS = new int[COLUMNS];

    /** Digits of a uniform number below which any number of a block is taken; some below what is true. */
    private static final double[] SURE = new double[BLOCKS];

    static {
        double sum = 0;
        for (int block = 0; block < BLOCKS; block++) {
            sum += law(block);
        }
        SCALE = (long) ((double) COLUMNS * COLUMN / sum * (1 - 1e-12));
        long left = COLUMNS * COLUMN;
        for (int block = 0; block < BLOCKS; block++) {
            WEIGHTS[block] = (long) (SCALE * law(block)) + 4; // never below the law, whatever double's rounding
            left -= WEIGHTS[block];
            SURE[block] = SCALE * law(block + 1) / WEIGHTS[block] - DOUBT;
        }
        WEIGHTS[BLOCKS] = left; // thrown away
        fillColumns(WEIGHTS.clone());
    }

    private final int power;
    private final int digits;
    private final double[] ratios = new double[BLOCKS];
    private final int[] sure = new int[BLOCKS];
    private final double perSquare;

    /**
     * For s = 2^power.
     *
     * @param power 5 to {@link #FINEST}
     */
    public DiscreteGaussian(int power) {
        this(power, DIGITS);
    }

    /** With fewer binary digits of the first look, so that a second is needed more often: the law is the same. */
    DiscreteGaussian(int power, int digits) {
        if (power < LEAST || power > FINEST || digits < 1 || digits > DIGITS) {
            throw new IllegalArgumentException(
                    "a power of " + LEAST + " to " + FINEST + ", but " + power + " was given");
        }
        this.power = power;
        this.digits = digits;
        this.perSquare = Math.scalb(1.0, -2 * power - 1);
        for (int block = 0; block < BLOCKS; block++) {
            ratios[block] = (double) SCALE / WEIGHTS[block];
            sure[block] = (int) Math.floor(Math.max(0, SURE[block]) * (1 << digits)) - 1;
        }
    }

    private static double law(int block) {
        return Math.exp(-0.5 * block * block / (PER_DEVIATION * PER_DEVIATION));
    }

    /** Columns of the same weight, of two numbers each: the alias method, in whole numbers. */
    private static void fillColumns(long[] rest) {
        int[] small = new int[COLUMNS];
        int[] large = new int[COLUMNS];
        int smalls = 0;
        int larges = 0;
        for (int i = 0; i < COLUMNS; i++) {
            if (rest[i] < COLUMN) {
                small[smalls++] = i;
            } else {
                large[larges++] = i;
            }
        }
        Arrays.fill(CUT, COLUMN);
        Arrays.setAll(ALIAS, i -> i);
        while (smalls > 0 && larges > 0) {
            int low = small[--smalls];
            int high = large[larges - 1];
            CUT[low] = rest[low];
            ALIAS[low] = high;
            rest[high] -= COLUMN - rest[low];
            if (rest[high] < COLUMN) {
                larges--;
                small[smalls++] = high;
            }
        }
        Arrays.setAll(START, i -> (int) (CUT[i] >>> REST));
    }

    /** Draws one. */
    public long sample(UniformRandomProvider random) {
        while (true) {
            long x = random.nextLong(); // 9 of its 64 bits choose a column, 16 an end of it, 19 y, 1 the sign, 19 are u
            int block = block((int) (x >>> 55), (int) (x >>> 39) & 0xffff, random);
            if (block >= BLOCKS) {
                continue;
            }
            int bits = power - LEAST;
            long y = (long) block << bits | (x >>> 20 & ((1L << bits) - 1));
            long sign = x >>> DIGITS & 1;
            if (y == 0 && sign == 1) {
                continue; // else 0 would come twice as often
            }
            int u = (int) (x & ((1 << DIGITS) - 1)) >>> (DIGITS - digits);
            if (u < sure[block] || isTaken(block, y, u, random)) {
                return (y ^ -sign) + sign; // -y where the sign is 1
            }
        }
    }

    /** The end of a column where a number falls that begins with 16 binary digits; more are drawn where these do not tell. */
    private static int block(int column, int start, UniformRandomProvider random) {
        int other = ALIAS[column];
        int isOwn = (start - START[column]) >> (Integer.SIZE - 1); // -1 or 0, without a branch
        if (start == START[column]) {
            isOwn = random.nextLong() >>> (Long.SIZE - REST) < (CUT[column] & ((1L << REST) - 1)) ? -1 : 0;
        }
        return other ^ ((column ^ other) & isOwn);
    }

    /** Tells whether a uniform number that begins with u is below what the law leaves of the block's bound at y. */
    private boolean isTaken(int block, long y, long u, UniformRandomProvider random) {
        double ratio = ratios[block] * Math.exp(-perSquare * ((double) y * y));
        double low = Math.scalb((double) u, -digits);
        double high = Math.scalb(u + 1.0, -digits);
        if (high <= ratio - DOUBT) {
            return true;
        }
        return low < ratio + DOUBT && new ExactRatio(SCALE, WEIGHTS[block], y, power).isAbove(u, digits, random);
    }
}
