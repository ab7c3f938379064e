package dev.parley.account;

/**
 * The privacy loss of a Gaussian whose unit is drawn with probability q: P = (1 - q) N(0, z^2) + q N(1, z^2) against Q =
 * N(0, z^2) where the unit is taken away, and the reverse where it is added. Both are needed for q below 1.
 *
 * <p>Edges are outcomes x that grow with the loss: mirrored where the unit is added.
 */
record SampledLoss(double z, double q, boolean away) implements PrivacyLoss {
    private static final int POINTS = 1000;

    @Override
    public double low(double tail) {
        double far = z * Normal.beyond(tail);
        return away ? loss(-far) : -loss(far);
    }

    @Override
    public double high(double tail) {
        double far = z * Normal.beyond(tail);
        return away ? loss(1 + far) : -loss(-far);
    }

    private double loss(double x) {
        return loss(x, z, q);
    }

    private double outcome(double loss) {
        return outcome(loss, z, q);
    }

    /** ln P / Q at an outcome, where the unit is taken away. */
    static double loss(double x, double z, double q) {
        double t = (2 * x - 1) / (2 * z * z);
        return t > 30 ? Math.log(q) + t + Math.log1p((1 - q) / q * Math.exp(-t)) : Math.log1p(q * Math.expm1(t));
    }

    /** Points at equal distances of outcomes. */
    @Override
    public Moments moments(double tail) {
        double far = z * Normal.beyond(tail);
        double from = -far;
        double to = away ? 1 + far : far;
        double[] losses = new double[POINTS + 1];
        double[] logMass = new double[POINTS + 1];
        double distance = (to - from) / POINTS;
        for (int i = 0; i <= POINTS; i++) {
            double x = from + i * distance;
            double none = Normal.density(x / z) / z;
            losses[i] = away ? loss(x) : -loss(-x);
            logMass[i] = Math.log(distance * (away ? none * Math.exp(losses[i]) : none));
        }
        return new Moments(losses, logMass);
    }

    /** The outcome of a loss. */
    private double edge(double loss) {
        return away ? outcome(loss) : -outcome(-loss);
    }

    /** The outcome of a loss, where the unit is taken away. */
    static double outcome(double loss, double z, double q) {
        if (loss > 1) {
            return z * z * (loss + Math.log1p(-(1 - q) * Math.exp(-loss)) - Math.log(q)) + 0.5;
        }
        double drawn = q == 1 ? Math.exp(loss) : Math.expm1(loss) + q;
        return drawn > 0 ? z * z * (q == 1 ? loss : Math.log(drawn / q)) + 0.5 : Double.NEGATIVE_INFINITY;
    }

    private double p(double from, double to) {
        return away ? drawn(from, to, 1) : Normal.between(from / z, to / z);
    }

    private double q(double from, double to) {
        return away ? Normal.between(from / z, to / z) : drawn(from, to, -1);
    }

    private double drawn(double from, double to, double shift) {
        return (1 - q) * Normal.between(from / z, to / z) + q * Normal.between((from - shift) / z, (to - shift) / z);
    }

    /**
     * Each cell's mass of P is shared by its two ends so that P and Q are kept: chords of delta as a function of e^epsilon,
     * which is convex (Doroshenko et al., Connect the dots, PoPETs 2022). The error falls with the square of the step.
     */
    @Override
    public LossGrid above(double step, double tail) {
        long first = (long) Math.floor(low(tail) / step);
        int cells = (int) ((long) Math.ceil(high(tail) / step) - first) + 1;
        double[] mass = new double[cells + 1];
        double from = edge(first * step);
        mass[0] = p(Double.NEGATIVE_INFINITY, from);
        for (int i = 0; i < cells; i++) {
            double end = (first + i + 1) * step;
            double to = edge(end);
            double all = p(from, to);
            double lower = (scaled(q(from, to), end) - all) / Math.expm1(step);
            lower = Math.min(all, Math.max(0, lower));
            mass[i] += lower;
            mass[i + 1] += all - lower;
            from = to;
        }
        double beyond = p(from, Double.POSITIVE_INFINITY);
        double kept = Math.min(beyond, scaled(q(from, Double.POSITIVE_INFINITY), (first + cells) * step));
        mass[cells] += kept;
        return new LossGrid(step, first, mass, beyond - kept);
    }

    /** q e^loss, also where e^loss alone is too large. */
    static double scaled(double q, double loss) {
        return q == 0 ? 0 : Math.exp(Math.log(q) + loss);
    }

    /**
     * Outcomes are merged so that each bin as a whole has a loss of the grid: whoever sees the bin only sees less, so that
     * delta is at most the true one. The error falls with the square of the step too.
     *
     * <p>Bins follow each other in outcomes of the pair with the unit taken away; the other pair has the same bins, with the
     * signs of their losses turned.
     */
    @Override
    public LossGrid below(double step, double tail) {
        return new Bins(z, q, away, step).grid(away ? low(tail) : -high(tail), away ? high(tail) : -low(tail));
    }
}
