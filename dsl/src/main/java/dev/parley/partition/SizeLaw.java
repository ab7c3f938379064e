package dev.parley.partition;

import dev.parley.fault.Check;
import dev.parley.fault.DataException;
import dev.parley.num.Seed;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Distribution of the parties' sizes, up to a common factor. */
public sealed interface SizeLaw {
    /** A size each, above 0. */
    double[] sizes(int parties, Seed seed);

    /**
     * The exponential of a normal draw: sizes e^(sd z) with z ~ N(0, 1).
     *
     * @param sd above 0; 0.3 is mild, 1 strong
     */
    record Lognormal(double sd) implements SizeLaw {
        public Lognormal {
            check("lognormal", sd);
        }

        @Override
        public double[] sizes(int parties, Seed seed) {
            var normal = ZigguratSampler.NormalizedGaussian.of(seed.random());
            return IntStream.range(0, parties)
                    .mapToDouble(party -> Math.exp(sd * normal.sample()))
                    .toArray();
        }

        @Override
        public String toString() {
            return "lognormal(" + Check.text(sd) + ")";
        }
    }

    /**
     * The party's number, raised: sizes i^p for party i from 1; p = 1 is linear, 2 square.
     *
     * @param exponent above 0
     */
    record Power(double exponent) implements SizeLaw {
        public Power {
            check("power", exponent);
        }

        @Override
        public double[] sizes(int parties, Seed seed) {
            return IntStream.rangeClosed(1, parties)
                    .mapToDouble(party -> Math.pow(party, exponent))
                    .toArray();
        }

        @Override
        public String toString() {
            return "power(" + Check.text(exponent) + ")";
        }
    }

    /**
     * Each party so many times the one before it: sizes r^i.
     *
     * @param ratio above 0; 1 is even
     */
    record Geometric(double ratio) implements SizeLaw {
        public Geometric {
            check("geometric", ratio);
        }

        @Override
        public double[] sizes(int parties, Seed seed) {
            return IntStream.range(0, parties)
                    .mapToDouble(party -> Math.pow(ratio, party))
                    .toArray();
        }

        @Override
        public String toString() {
            return "geometric(" + Check.text(ratio) + ")";
        }
    }

    private static void check(String word, double value) {
        if (!(value > 0 && value <= 100)) {
            throw new DataException(word + "(" + Check.text(value) + "): a number above 0 and at most 100 is needed");
        }
    }
}
