package dev.parley.account;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * The privacy loss of many rounds: the sum of the losses of each, by the fast Fourier transform of their laws (Koskela,
 * Jalko and Honkela, AISTATS 2020).
 *
 * <p>The laws are tilted by e^(order loss) first, which puts the middle of the sum at the epsilon that is looked for: so
 * digits are kept for the smallest delta. The sum is taken on a window of points around it; what lies outside is bounded by
 * Chernoff's bound, and that bound together with the rounding of the transform is added to delta, or taken from it. Costs a
 * transform for each law and one back.
 */
final class LossSum {
    /** e^-36: the share of the tilted law that may lie beyond the window on each side. */
    private static final double OUTSIDE = 36;

    private static final double FINER = 1.25;

    private final List<Part> parts;
    private final List<Moments> moments;
    private final double delta;
    private final Tilt tilt;

    /** A law on a grid, and in how many rounds. */
    record Part(LossGrid grid, long times) {}

    /**
     * The order of tilting, and the window of losses; each end with the order by which Chernoff's bound on what lies beyond it
     * is smallest.
     */
    record Tilt(double order, double from, double to, double fromBy, double toBy) {
        double width() {
            return to - from;
        }
    }

    LossSum(List<Part> parts, double delta, Tilt tilt) {
        this.parts = parts;
        moments = parts.stream().map(part -> part.grid().moments()).toList();
        this.delta = delta;
        this.tilt = tilt;
    }

    /**
     * Finds the order with the smallest Chernoff bound on epsilon, and the window.
     *
     * @param logMoment of the sum
     * @param sharpest the largest order to be tried
     */
    static Tilt tilt(DoubleUnaryOperator logMoment, double sharpest, double delta) {
        double best = Double.POSITIVE_INFINITY;
        double order = 1;
        for (double one = 1e-6 * sharpest; one < sharpest; one *= FINER) {
            double epsilon = (logMoment.applyAsDouble(one) - Math.log(delta)) / one;
            if (epsilon < best) {
                best = epsilon;
                order = one;
            }
        }
        double at = logMoment.applyAsDouble(order);
        double from = Double.NEGATIVE_INFINITY;
        double to = Double.POSITIVE_INFINITY;
        double toBy = 1;
        double fromBy = 1;
        for (double s = 1e-4 * sharpest; s < sharpest; s *= FINER) {
            double above = (logMoment.applyAsDouble(order + s) - at + OUTSIDE) / s;
            if (above < to) {
                to = above;
                toBy = s;
            }
            double below = -(logMoment.applyAsDouble(order - s) - at + OUTSIDE) / s;
            if (below > from) {
                from = below;
                fromBy = s;
            }
        }
        return new Tilt(order, from, to, fromBy, toBy);
    }

    private double logMoment(double order) {
        double sum = 0;
        for (int i = 0; i < parts.size(); i++) {
            sum += parts.get(i).times() * moments.get(i).log(order);
        }
        return sum;
    }

    /**
     * The smallest epsilon at delta.
     *
     * @param points a power of 2
     * @param safe whether errors of the method count against the user, or for
     */
    double epsilon(int points, boolean safe) {
        double step = parts.get(0).grid().step();
        double order = tilt.order();
        double log = logMoment(order);
        double[] sum = sum(points, order);
        long first = (long) Math.floor(0.5 * (tilt.from() + tilt.to()) / step) - points / 2;
        double middle = Math.max(0, (log - Math.log(delta)) / order);
        double unit = log - order * middle;
        double outside = outside(order, log, first * step, (first + points) * step);
        double infinite = 0;
        for (Part part : parts) {
            infinite += part.times() * Math.log1p(-part.grid().infinite());
        }
        double allowed = Math.exp(Math.log(delta) - unit);
        allowed -= safe ? Math.exp(Math.log(-Math.expm1(infinite)) - unit) : 0;
        if (!(allowed > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double a = 0;
        double b = 0;
        double wrong = 0; // masses below 0 are the transform's rounding, which stands for as much above
        for (int j = points - 1; j >= 0; j--) {
            double here = (first + j) * step;
            if (here <= 0) {
                return 0;
            }
            double mass = sum[Math.floorMod(first + j, points)];
            double weight = Math.max(0, mass) * Math.exp(-order * (here - middle));
            wrong += Math.max(0, -mass) * Math.exp(-order * (here - middle));
            a += weight;
            b += weight * Math.exp(middle - here);
            double before = Math.max(0, here - step);
            double margin = outside * Math.exp(-order * (before - middle)) + 2 * wrong;
            double target = safe ? allowed - margin : allowed + margin;
            if (a - b * Math.exp(before - middle) > target) {
                return target > 0 ? Math.min(here, Math.max(before, middle + Math.log((a - target) / b))) : here;
            }
            if (before == 0) {
                return 0;
            }
        }
        return 0;
    }

    /** The tilted law of the sum, cyclic over the points. */
    private double[] sum(int points, double order) {
        double[][] product = new double[2][points];
        for (int k = 0; k < points; k++) {
            product[0][k] = 1;
        }
        for (int p = 0; p < parts.size(); p++) {
            double[][] one = new double[2][points];
            LossGrid grid = parts.get(p).grid();
            double all = moments.get(p).log(order);
            for (int i = 0; i < grid.mass().length; i++) {
                if (grid.mass()[i] > 0) {
                    one[0][Math.floorMod(grid.first() + i, points)] +=
                            Math.exp(Math.log(grid.mass()[i]) + order * grid.loss(i) - all);
                }
            }
            FastFourierTransformer.transformInPlace(one, DftNormalization.STANDARD, TransformType.FORWARD);
            multiply(product, one, parts.get(p).times());
        }
        FastFourierTransformer.transformInPlace(product, DftNormalization.STANDARD, TransformType.INVERSE);
        return product[0];
    }

    /** Multiplies by a power, number by number, by repeated squaring. */
    private static void multiply(double[][] product, double[][] one, long times) {
        for (int k = 0; k < product[0].length; k++) {
            double re = one[0][k];
            double im = one[1][k];
            double outRe = product[0][k];
            double outIm = product[1][k];
            for (long left = times; left > 0; left >>= 1) {
                if ((left & 1) == 1) {
                    double next = outRe * re - outIm * im;
                    outIm = outRe * im + outIm * re;
                    outRe = next;
                }
                double square = re * re - im * im;
                im = 2 * re * im;
                re = square;
            }
            product[0][k] = outRe;
            product[1][k] = outIm;
        }
    }

    /** Chernoff's bound on the tilted law beyond the window. */
    private double outside(double order, double log, double from, double to) {
        double above = logMoment(order + tilt.toBy()) - log - tilt.toBy() * to;
        double below = logMoment(order - tilt.fromBy()) - log + tilt.fromBy() * from;
        return Math.exp(above) + Math.exp(below);
    }
}
