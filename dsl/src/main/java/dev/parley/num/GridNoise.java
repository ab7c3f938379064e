package dev.parley.num;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Gaussian noise whose law is exact on a grid, so that no digit of a float tells about what it hides (Mironov, CCS 2012, shows
 * how those of ordinary samplers do).
 *
 * <p>A number is rounded to a multiple of g = sd / 2^24 and gets g times a draw of the {@link DiscreteGaussian} of s = 2^24.
 * Rounding can move two neighboring vectors of d numbers apart by g sqrt(d), and that is paid for: sd = z (c + g sqrt(d)). This
 * is the Gaussian of that sd, rounded to the grid, but for a total variation below sqrt(draws) 1e-16.
 */
public final class GridNoise {
    private static final int CHUNK = 1024;
    private static final double LEAST = 0.5;
    private static final DiscreteGaussian FINEST = new DiscreteGaussian(DiscreteGaussian.FINEST);

    private final double sd;
    private final double grid;
    private final UniformRandomProvider random;

    /**
     * Noise of a multiplier for vectors that one unit can change by so much.
     *
     * @param sensitivity c, the most that one unit changes all vectors together, above 0
     * @param multiplier z, above 0
     * @param numbers d, of all vectors together
     */
    public GridNoise(double sensitivity, double multiplier, long numbers, UniformRandomProvider random) {
        double finest = Math.scalb(1.0, DiscreteGaussian.FINEST);
        double rest = 1 - multiplier * Math.sqrt((double) numbers) / finest;
        if (!holds(multiplier, numbers)) {
            throw new IllegalArgumentException("noise of " + multiplier
                    + " times what one unit changes is too much for " + numbers + " numbers on a grid");
        }
        this.sd = multiplier * sensitivity / rest;
        this.grid = sd / finest;
        this.random = random;
    }

    /** Tells whether a grid can hold noise of a multiplier for so many numbers: far more than anybody needs. */
    public static boolean holds(double multiplier, long numbers) {
        return 1 - multiplier * Math.sqrt((double) numbers) / Math.scalb(1.0, DiscreteGaussian.FINEST) > LEAST;
    }

    /** The standard deviation, a little above c z. */
    public double sd() {
        return sd;
    }

    /** Adds a draw to each learned number. */
    public void addTo(ParamVector vector) {
        float[] chunk = new float[CHUNK];
        double perGrid = 1 / grid;
        for (Layout.Span span : vector.layout().spans(Role.LEARNED)) {
            for (int at = 0; at < span.length(); at += CHUNK) {
                int n = Math.min(CHUNK, span.length() - at);
                vector.read(span.from() + at, chunk, 0, n);
                for (int i = 0; i < n; i++) {
                    chunk[i] = (float) ((Math.rint(chunk[i] * perGrid) + FINEST.sample(random)) * grid);
                }
                vector.write(span.from() + at, chunk, 0, n);
            }
        }
    }
}
