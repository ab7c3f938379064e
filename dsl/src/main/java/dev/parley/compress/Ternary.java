package dev.parley.compress;

import dev.parley.num.Seed;
import java.util.Arrays;

/**
 * Sparse ternary compression: the share of the numbers with the largest magnitude as their sign times the mean of these
 * magnitudes; what is lost is remembered, and added the next time (Sattler et al., IEEE TNNLS 2020, algorithm 1).
 *
 * <p>A bit and a place for each number that is sent, Golomb coded as in the paper, and one float. The paper compresses
 * the way down too.
 *
 * @param share of the numbers, above 0 and at most 1
 * @param feedback whether what is lost is remembered
 */
public record Ternary(double share, boolean feedback) implements Compressor {
    public Ternary {
        Shares.check("ternary(share)", share);
    }

    /** With a memory of what is lost. */
    public Ternary(double share) {
        this(share, true);
    }

    /** Forgets what is lost: biased, and for comparisons. */
    public Ternary withoutFeedback() {
        return new Ternary(share, false);
    }

    @Override
    public void write(float[] from, int[] ends, Seed seed, BitWriter to) {
        int n = Ends.last(ends);
        int[] places = Largest.places(from, n, Shares.of(share, n));
        Places.write(places, places.length, n, to);
        double sum = 0;
        for (int place : places) {
            sum += Math.abs(from[place]);
            to.bits(from[place] < 0 ? 1 : 0, 1);
        }
        to.number(places.length == 0 ? 0 : (float) (sum / places.length));
    }

    @Override
    public void read(BitReader from, int[] ends, Seed round, float[] into) {
        int n = Ends.last(ends);
        int[] places = Places.read(from, n);
        boolean[] negative = new boolean[places.length];
        for (int i = 0; i < places.length; i++) {
            negative[i] = from.bits(1) == 1;
        }
        float magnitude = from.number();
        Arrays.fill(into, 0, n, 0);
        for (int i = 0; i < places.length; i++) {
            into[places[i]] = negative[i] ? -magnitude : magnitude;
        }
    }

    @Override
    public String toString() {
        return "ternary(" + Shares.text(share) + ")" + (feedback ? "" : ".withoutFeedback()");
    }
}
