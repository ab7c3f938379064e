package dev.parley.compress;

import dev.parley.num.Seed;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A share of the numbers drawn at random, times d / k, so that the mean is the vector itself (Stich, Cordonnier and Jaggi,
 * NeurIPS 2018; Konecny et al., 2016, random mask).
 *
 * <p>k = max(1, round(share d)) of d, without replacement. Places are drawn from a seed of 8 bytes, or, where they are
 * shared, from the round's, and do not travel. Unbiased, so nothing is fed back; the expected squared error is (d / k - 1)
 * times the squared norm.
 *
 * @param share of the numbers, above 0 and at most 1
 * @param shared whether all parties of a round send the same places, so that what they send can be added as it is
 */
public record RandomK(double share, boolean shared) implements Compressor {
    public RandomK {
        Shares.check("randomK(share)", share);
    }

    /** Each party draws its own places. */
    public RandomK(double share) {
        this(share, false);
    }

    /** All parties of a round send the same places, from a seed that the coordinator sends them. */
    public RandomK sharedPlaces() {
        return new RandomK(share, true);
    }

    /**
     * The places that a seed draws, ascending.
     *
     * @param n of so many numbers
     */
    public int[] places(Seed seed, int n) {
        int k = n == 0 ? 0 : Shares.of(share, n);
        UniformRandomProvider random = seed.random();
        BitSet drawn = new BitSet(n);
        // Floyd's sampling (Bentley and Floyd, CACM 1987): a draw a place
        for (int j = n - k; j < n; j++) {
            int place = random.nextInt(j + 1);
            drawn.set(drawn.get(place) ? j : place);
        }
        return drawn.stream().toArray();
    }

    @Override
    public void write(float[] values, int[] ends, Seed seed, BitWriter to) {
        if (!shared) {
            to.eight(seed.value());
        }
        for (int place : places(seed, Ends.last(ends))) {
            to.number(values[place]);
        }
    }

    @Override
    public void read(BitReader from, int[] ends, Seed round, float[] into) {
        int n = Ends.last(ends);
        int[] places = places(shared ? round : new Seed(from.eight()), n);
        double scale = (double) n / Math.max(1, places.length);
        Arrays.fill(into, 0, n, 0);
        for (int place : places) {
            into[place] = (float) (from.number() * scale);
        }
    }

    @Override
    public String toString() {
        return "randomK(" + Shares.text(share) + ")" + (shared ? ".sharedPlaces()" : "");
    }
}
