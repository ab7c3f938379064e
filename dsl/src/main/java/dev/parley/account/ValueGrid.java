package dev.parley.account;

/**
 * The law of a value of at least 0 on the points e^((first + i) step) and 0, for sums of independent values whose convex
 * functions never become less.
 *
 * <p>A value between two points is shared by both so that its mean is kept. A value above the highest point is cut down to
 * it, and the mean that was cut is counted.
 */
final class ValueGrid {
    private final double step;
    private final long first;
    private final double[] mass;
    private final double zero;
    private final double cut;

    ValueGrid(double step, long first, double[] mass, double zero, double cut) {
        this.step = step;
        this.first = first;
        this.mass = mass;
        this.zero = zero;
        this.cut = cut;
    }

    /** The sum of independent draws of this value. */
    ValueGrid times(int draws, double tail) {
        if (draws == 1) {
            return this;
        }
        ValueGrid half = times(draws / 2, tail);
        ValueGrid even = half.plus(half, tail);
        return draws % 2 == 0 ? even : even.plus(this, tail);
    }

    /** The sum with an independent value: points at every distance d come to e^(i step) (1 + e^(-d step)). */
    ValueGrid plus(ValueGrid other, double tail) {
        long low = Math.min(first, other.first);
        int n = (int) (Math.max(first + mass.length, other.first + other.mass.length) - low);
        double[] a = on(low, n);
        double[] b = other.on(low, n);
        double[] sum = new double[n + (int) Math.ceil(Math.log(2) / step) + 2];
        for (int i = 0; i < n; i++) {
            sum[i] = a[i] * other.zero + b[i] * zero;
        }
        double[] pair = new double[n + 1];
        for (int d = 0; d < n; d++) {
            double ratio = 1 + Math.exp(-d * step);
            int up = Math.min((int) (Math.log(ratio) / step), (int) (Math.log(2) / step));
            double least = Math.exp(up * step);
            double upper = Math.min(1, Math.max(0, (ratio - least) / (least * Math.expm1(step))));
            if (d == 0) {
                for (int i = 0; i < n; i++) {
                    pair[i] = a[i] * b[i];
                }
            } else {
                for (int i = d; i < n; i++) {
                    pair[i] = a[i] * b[i - d] + a[i - d] * b[i];
                }
            }
            pair[n] = 0;
            sum[d + up] += pair[d] * (1 - upper);
            for (int i = d + 1; i <= n; i++) {
                sum[i + up] += pair[i] * (1 - upper) + pair[i - 1] * upper;
            }
        }
        return new ValueGrid(step, low, sum, zero * other.zero, cut + other.cut).trimmed(tail);
    }

    private double[] on(long low, int n) {
        double[] there = new double[n];
        System.arraycopy(mass, 0, there, (int) (first - low), mass.length);
        return there;
    }

    /** The same without points that matter to nobody: few below, of which 0 takes its share, and little mean above. */
    private ValueGrid trimmed(double tail) {
        int from = 0;
        double below = 0;
        double mean = 0;
        while (from < mass.length - 1 && below + mass[from] <= tail) {
            below += mass[from];
            mean += mass[from] * value(from);
            from++;
        }
        int to = mass.length;
        double above = 0;
        double lost = 0;
        while (to > from + 1 && lost + mass[to - 1] * value(to - 1) <= tail) {
            to--;
            above += mass[to];
            lost += mass[to] * value(to);
        }
        double[] kept = new double[to - from];
        System.arraycopy(mass, from, kept, 0, kept.length);
        double lowest = mean / value(from);
        kept[0] += lowest;
        kept[kept.length - 1] += above;
        double over = Math.max(0, lost - above * value(to - 1));
        return new ValueGrid(step, first + from, kept, zero + Math.max(0, below - lowest), cut + over);
    }

    private double value(int i) {
        return Math.exp((first + i) * step);
    }

    /** The loss ln of the value, each outcome as likely as it was times its value. */
    LossGrid away() {
        double[] weighted = new double[mass.length];
        for (int i = 0; i < mass.length; i++) {
            weighted[i] = mass[i] * value(i);
        }
        return new LossGrid(step, first, weighted, cut);
    }

    /** The loss -ln of the value. */
    LossGrid added() {
        double[] turned = new double[mass.length];
        for (int i = 0; i < mass.length; i++) {
            turned[mass.length - 1 - i] = mass[i];
        }
        return new LossGrid(step, -(first + mass.length - 1), turned, zero);
    }
}
