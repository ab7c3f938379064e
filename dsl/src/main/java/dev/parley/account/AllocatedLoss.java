package dev.parley.account;

/**
 * The privacy loss of a unit that takes part in exactly one of some rounds, drawn secretly and evenly.
 *
 * <p>With the unit the outcome y of all rounds is R(y) times as likely as without, R = (1 / t) sum of v_i, v_i = exp((2 y_i -
 * 1) / (2 z^2)): the mean of t independent lognormal values of mean 1. Without it delta is E[(R - e^epsilon)+], and the
 * other way round E[(1 - e^epsilon R)+]. Both are convex in R, so that values spread on a grid with their mean kept, and
 * summed there by doubling, bound delta from above; updates that are shorter than the clip, and later updates that depend
 * on earlier outcomes, only make R less spread (Feldman and Shenfeld, 2025, have the pair and its reduction).
 */
record AllocatedLoss(double z, int rounds, boolean away) implements PrivacyLoss {
    private static final int FEW = 2000;
    private static final int COARSE = 1000;
    private static final int POINTS = 6000;
    private static final int MORE_POINTS = 12_000;

    @Override
    public double low(double tail) {
        return away ? lowest(tail) : -highest(tail);
    }

    @Override
    public double high(double tail) {
        return away ? highest(tail) : -lowest(tail);
    }

    private double lowest(double tail) {
        return value(-z * Normal.beyond(tail)) - Math.log(rounds);
    }

    private double highest(double tail) {
        return value(1 + z * Normal.beyond(tail)) - Math.log(rounds);
    }

    /** ln v at an outcome. */
    private double value(double x) {
        return (2 * x - 1) / (2 * z * z);
    }

    private double outcome(double value) {
        return z * z * value + 0.5;
    }

    /** A step that keeps the quadratic work small, for the usual deltas. */
    @Override
    public double finest() {
        return (highest(1e-15) - lowest(1e-15)) / (rounds <= FEW ? POINTS : MORE_POINTS);
    }

    @Override
    public boolean bracketed() {
        return false;
    }

    @Override
    public LossGrid above(double step, double tail) {
        ValueGrid mean = one(step, tail).times(rounds, tail / rounds);
        return away ? mean.away() : mean.added();
    }

    @Override
    public Moments moments(double tail) {
        double coarse = Math.max(finest(), (high(tail) - low(tail)) / COARSE);
        return above(coarse, tail).moments();
    }

    /** Says nothing: all at 0. */
    @Override
    public LossGrid below(double step, double tail) {
        return new LossGrid(step, 0, new double[] {1}, 0);
    }

    /** v / t of one round on the grid: chords between points, 0 below them, cut above them. */
    private ValueGrid one(double step, double tail) {
        double log = Math.log(rounds);
        long first = (long) Math.floor(lowest(tail) / step);
        int cells = (int) ((long) Math.ceil(highest(tail) / step) - first) + 1;
        double[] mass = new double[cells + 1];
        double from = outcome(first * step + log);
        double low = Normal.below(from / z);
        double lowMean = Normal.below((from - 1) / z) / rounds;
        double lowest = lowMean * Math.exp(-first * step);
        mass[0] = Math.min(low, lowest);
        for (int i = 0; i < cells; i++) {
            double to = outcome((first + i + 1) * step + log);
            double all = Normal.between(from / z, to / z);
            double mean = Normal.between((from - 1) / z, (to - 1) / z) / rounds;
            double upper = (mean * Math.exp(-(first + i) * step) - all) / Math.expm1(step);
            upper = Math.min(all, Math.max(0, upper));
            mass[i] += all - upper;
            mass[i + 1] += upper;
            from = to;
        }
        double high = Normal.below(-from / z);
        double highMean = Normal.below((1 - from) / z) / rounds;
        mass[cells] += high;
        double cut = Math.max(0, highMean - high * Math.exp((first + cells) * step));
        return new ValueGrid(step, first, mass, Math.max(0, low - lowest), cut);
    }
}
