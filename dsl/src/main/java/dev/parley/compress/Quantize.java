package dev.parley.compress;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.num.Seed;

/**
 * Unbiased stochastic quantization: each number becomes one of two neighboring levels at random, so that its mean is itself.
 *
 * <p>By norm it is QSGD (Alistarh et al., NIPS 2017, sections 3.1 and 5): in buckets of consecutive numbers x_j becomes
 * |v| sgn(x_j) l / s, with l = floor or ceil of s |x_j| / |v| and s = 2^(bits - 1) - 1; the expected squared error is at most
 * min(d / s^2, sqrt(d) / s) |v|^2 for buckets of d. By range the levels of a layer lie evenly from its lowest to its highest
 * number, 2^bits of them (Suresh et al., ICML 2017, section 2). Draws have 24 bits. Levels are Golomb-Rice coded where the
 * paper has Elias codes, and where most are 0 the places of the others, so that few numbers take all of their bits.
 *
 * @param bits of a number, 2 to 16
 * @param bucket numbers that have a norm of their own, at least 1; 0 for levels by the range of each layer
 */
public record Quantize(int bits, int bucket) implements Rounding {
    /** As in the paper's experiments. */
    private static final int BUCKET = 512;

    public Quantize {
        if (bits < 2 || bits > 16) {
            throw new PlanException("quantize(bits) needs 2 to 16 bits, but " + bits + " was given; take 8, "
                    + (bits < 2 ? "or signs() for one bit" : "or float16() for 16 bits"));
        }
        if (bucket < 0) {
            Check.atLeastOne("quantize(bits).bucket(n)", bucket);
        }
    }

    /** By norm, in buckets of 512. */
    public Quantize(int bits) {
        this(bits, BUCKET);
    }

    /**
     * By norm, in buckets of so many numbers; default 512.
     *
     * @param numbers at least 1, else a PlanException; each bucket costs 4 bytes for its norm
     */
    public Quantize bucket(int numbers) {
        Check.atLeastOne("quantize(bits).bucket(n)", numbers);
        return new Quantize(bits, numbers);
    }

    /** By the range of each layer, 2^bits levels from its lowest to its highest number, for 8 bytes a layer. */
    public Quantize byRange() {
        return new Quantize(bits, 0);
    }

    @Override
    public void write(float[] values, int[] ends, Seed seed, BitWriter to) {
        Levels levels = new Levels(seed.random());
        int from = 0;
        for (int end : bucket == 0 ? ends : buckets(ends)) {
            if (bucket > 0) {
                levels.writeByNorm(values, from, end, bits, to);
            } else if (end > from) {
                levels.writeByRange(values, from, end, bits, to);
            }
            from = end;
        }
    }

    @Override
    public void read(BitReader in, int[] ends, Seed round, float[] into) {
        Levels levels = new Levels(round.random());
        int from = 0;
        for (int end : bucket == 0 ? ends : buckets(ends)) {
            if (bucket > 0) {
                levels.readByNorm(in, bits, into, from, end);
            } else if (end > from) {
                levels.readByRange(in, bits, into, from, end);
            }
            from = end;
        }
    }

    /** The ends of buckets, which take no notice of layers. */
    private int[] buckets(int[] ends) {
        int n = ends.length == 0 ? 0 : ends[ends.length - 1];
        int[] made = new int[(int) ((n + (long) bucket - 1) / bucket)];
        for (int i = 0; i < made.length; i++) {
            made[i] = (int) Math.min(n, (i + 1L) * bucket);
        }
        return made;
    }

    @Override
    public String toString() {
        return "quantize(" + bits + ")"
                + (bucket == 0 ? ".byRange()" : bucket == BUCKET ? "" : ".bucket(" + bucket + ")");
    }
}
