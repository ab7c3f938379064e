package dev.parley.compress;

import dev.parley.num.Seed;
import java.util.Arrays;

/**
 * The share of the numbers with the largest magnitude and their places; the rest is remembered, and added the next time
 * (Aji and Heafield, EMNLP 2017; Stich, Cordonnier and Jaggi, NeurIPS 2018).
 *
 * <p>k = max(1, round(share d)) of all learned numbers together; of equal magnitudes the first, and no zeros. Of one vector
 * at least k / d of the squared norm is kept. Places are Golomb-Rice coded gaps, or a bit a number where that is shorter.
 * Costs four passes, and 4 bytes a number of memory at each party.
 *
 * @param share of the numbers, above 0 and at most 1
 * @param values how the numbers that are sent are written
 * @param feedback whether what is not sent is remembered
 */
public record TopK(double share, Rounding values, boolean feedback) implements Compressor {
    public TopK {
        Shares.check("topK(share)", share);
    }

    /** With all bits of the numbers that are sent, and a memory of the others. */
    public TopK(double share) {
        this(share, new Exact(), true);
    }

    /**
     * Writes the numbers that are sent less exactly; default all 32 bits. What that loses is remembered too.
     *
     * @param how {@code float16()} or {@code quantize(bits)}
     */
    public TopK values(Rounding how) {
        return new TopK(share, how, feedback);
    }

    /** Forgets what is not sent: biased, and for comparisons. */
    public TopK withoutFeedback() {
        return new TopK(share, values, false);
    }

    @Override
    public void write(float[] from, int[] ends, Seed seed, BitWriter to) {
        int n = Ends.last(ends);
        int[] places = Largest.places(from, n, Shares.of(share, n));
        Places.write(places, places.length, n, to);
        float[] largest = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            largest[i] = from[places[i]];
        }
        values.write(largest, new int[] {places.length}, seed, to);
    }

    @Override
    public void read(BitReader from, int[] ends, Seed round, float[] into) {
        int n = Ends.last(ends);
        int[] places = Places.read(from, n);
        float[] largest = new float[places.length];
        values.read(from, new int[] {places.length}, round, largest);
        Arrays.fill(into, 0, n, 0);
        for (int i = 0; i < places.length; i++) {
            into[places[i]] = largest[i];
        }
    }

    @Override
    public String toString() {
        return "topK(" + Shares.text(share) + ")" + (values instanceof Exact ? "" : ".values(" + values + ")")
                + (feedback ? "" : ".withoutFeedback()");
    }
}
