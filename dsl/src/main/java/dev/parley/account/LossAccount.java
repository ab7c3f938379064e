package dev.parley.account;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The account by privacy loss distributions: losses of all mechanisms on one grid, summed, in both directions, from above
 * and from below.
 *
 * <p>The grid is refined until both sides are within 0.1 % or it has 2^19 points.
 */
final class LossAccount {
    static final int FEWEST = 1 << 15;
    static final int FINER = 4;
    static final int MOST = 1 << 19;
    private static final double CLOSE = 1e-3;
    /** The share of delta that may be lost in what lies beyond the grids. */
    private static final double TAIL = 1e-8;

    private final List<Term> terms;
    private final double delta;
    private final double tail;
    private final LossSum.Tilt tilt;

    /** A loss, and in how many rounds. */
    record Term(PrivacyLoss loss, long times) {}

    /** Epsilon of the worse of two directions; exact where nothing is drawn. */
    static Bracket epsilon(List<Mechanism> mechanisms, double delta) {
        if (mechanisms.stream().noneMatch(Mechanism::amplified)) {
            double squares = mechanisms.stream().mapToDouble(Mechanism::squares).sum();
            double exact = squares == 0 ? 0 : AnalyticGaussian.epsilon(Math.sqrt(squares), delta);
            return new Bracket(exact, exact);
        }
        Bracket away = new LossAccount(terms(mechanisms, true), delta).closer(0);
        Bracket added = new LossAccount(terms(mechanisms, false), delta).closer(away.low());
        return new Bracket(Math.max(away.low(), added.low()), Math.max(away.high(), added.high()));
    }

    /** The losses of all mechanisms; all Gaussians of which nothing is drawn are one. */
    private static List<Term> terms(List<Mechanism> mechanisms, boolean away) {
        List<Term> terms = new ArrayList<>();
        double squares = 0;
        for (Mechanism one : mechanisms) {
            if (!one.amplified()) {
                squares += one.squares();
            } else if (one instanceof SampledGaussian drawn) {
                terms.add(new Term(new SampledLoss(drawn.z(), drawn.q(), away), drawn.rounds()));
            } else if (one instanceof AllocatedGaussian dealt) {
                int size = dealt.rounds() / dealt.k();
                int longer = dealt.rounds() % dealt.k();
                terms.add(new Term(new AllocatedLoss(dealt.z(), size, away), dealt.k() - longer));
                if (longer > 0) {
                    terms.add(new Term(new AllocatedLoss(dealt.z(), size + 1, away), longer));
                }
            }
        }
        if (squares > 0) {
            terms.add(new Term(new SampledLoss(1 / Math.sqrt(squares), 1, away), 1));
        }
        return terms;
    }

    /** Epsilon of one direction of losses. */
    static Bracket of(List<Term> terms, double delta) {
        return new LossAccount(terms, delta).closer(0);
    }

    /** The upper side alone, on a grid of one size, for those who ask often: not below that of {@link #epsilon}. */
    static double quick(List<Mechanism> mechanisms, double delta, int points) {
        double away = new LossAccount(terms(mechanisms, true), delta).side(points, true);
        return Math.max(away, new LossAccount(terms(mechanisms, false), delta).side(points, true));
    }

    private LossAccount(List<Term> terms, double delta) {
        this.terms = terms;
        this.delta = delta;
        tail = Math.max(
                1e-300, TAIL * delta / terms.stream().mapToLong(Term::times).sum());
        List<Moments> moments =
                terms.stream().map(term -> term.loss().moments(tail)).toList();
        double widest =
                terms.stream().mapToDouble(term -> width(term.loss())).max().orElseThrow();
        tilt = LossSum.tilt(
                order -> {
                    double sum = 0;
                    for (int i = 0; i < terms.size(); i++) {
                        sum += terms.get(i).times() * moments.get(i).log(order);
                    }
                    return sum;
                },
                FEWEST / (4 * widest),
                delta);
    }

    private double width(PrivacyLoss loss) {
        return loss.high(tail) - loss.low(tail);
    }

    /** Epsilon of one direction; no closer than to tell that it is at most what is known. */
    private Bracket closer(double known) {
        boolean bracketed = terms.stream().allMatch(term -> term.loss().bracketed());
        Bracket best = new Bracket(0, Double.POSITIVE_INFINITY);
        for (int points = FEWEST; points <= MOST; points *= FINER) {
            double high = side(points, true);
            double low = bracketed ? side(points, false) : 0;
            best = new Bracket(Math.max(best.low(), low), Math.min(best.high(), high));
            if (!bracketed || best.high() <= known || best.high() - best.low() <= CLOSE * best.high()) {
                break;
            }
        }
        return best;
    }

    private double side(int points, boolean safe) {
        double step = tilt.width() / (points - 4);
        for (Term term : terms) {
            step = Math.max(step, Math.max(term.loss().finest(), width(term.loss()) / (2 * points)));
        }
        double grid = step;
        return new LossSum(parts(loss -> safe ? loss.above(grid, tail) : loss.below(grid, tail)), delta, tilt)
                .epsilon(points, safe);
    }

    private List<LossSum.Part> parts(Function<PrivacyLoss, LossGrid> grid) {
        return terms.stream()
                .map(term -> new LossSum.Part(grid.apply(term.loss()), term.times()))
                .toList();
    }
}
