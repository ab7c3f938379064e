package dev.parley.bench;

import dev.parley.example.OwnRows;
import dev.parley.example.Party;
import dev.parley.example.Shape;
import dev.parley.model.Learner;
import dev.parley.model.Model;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import dev.parley.optimizer.ContrastedLearner;
import dev.parley.optimizer.Correction;
import dev.parley.optimizer.FrozenRule;
import dev.parley.optimizer.FullGradient;
import dev.parley.optimizer.LocalRun;
import dev.parley.optimizer.ReducedVariance;
import dev.parley.optimizer.SgdRule;
import dev.parley.optimizer.StepRule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Steps of local SGD with what a client adds to them, and what it does once a round, on one thread. */
final class CorrectionWork implements AutoCloseable {
    private static final double RATE = 0.01;

    /** The fewest rows that learners have room for in a training. */
    private static final int ROOM = 64;

    private static final int ROWS = 6_000;

    private final Party party;
    private final int batch;
    private final String added;
    private final int[] rows;
    private final Learner opened;
    private final Learner learner;
    private final ParamVector start;
    private final ParamVector other;
    private final ParamVector previous;
    private final VectorPool pool = new VectorPool();
    private final LocalRun run;
    private int at;
    private int epoch;

    /**
     * Ready for the first step.
     *
     * @param added {@code plain momentum fedProx scaffold fedDyn mimeLite adam mime moon clip long}, where adam is mimeLite's,
     *     clip shortens every gradient and long none; or, once a round, {@code gradient} of all rows and {@code moonOnce}
     */
    CorrectionWork(Model model, Party all, Shape shape, int batch, String added) {
        int[] first = Arrays.copyOf(all.rows(), Math.min(ROWS, all.size()));
        this.party = new Party(0, "party-1", OwnRows.of(all.examples(), first));
        this.batch = batch;
        this.rows = party.rows().clone();
        this.at = rows.length;
        this.added = added;
        this.opened = model.open(shape, Math.max(batch, ROOM));
        this.start = model.initial(shape, new Seed(42));
        this.other = ParamVector.zeros(start.layout());
        this.previous = model.initial(shape, new Seed(43));
        this.learner = switch (added) {
            case "mime" -> new ReducedVariance(opened, start);
            case "moon" -> contrasted();
            default -> opened;
        };
        this.run = new LocalRun(learner, start, rule(added, start.layout()), pool);
    }

    private Learner contrasted() {
        return new ContrastedLearner(opened, party, 1, 0.5, start, previous);
    }

    private StepRule frozen(boolean adaptive) {
        FrozenRule.Settings momentum = new FrozenRule.Settings(0.1, 0.9, 1e-3);
        Optional<ParamVector> variance = adaptive ? Optional.of(previous.fill(1)) : Optional.empty();
        return new FrozenRule(momentum, List.of(), Optional.of(other), variance, pool);
    }

    private Optional<StepRule> rule(String added, Layout layout) {
        return switch (added) {
            case "plain", "moon", "gradient", "moonOnce" -> Optional.empty();
            case "mimeLite", "mime" -> Optional.of(frozen(false));
            case "adam" -> Optional.of(frozen(true));
            case "momentum" -> SgdRule.of(0.9, 0, List.of(), layout, pool);
            case "fedProx" -> SgdRule.of(0, 0, List.of(Correction.pull(0.1, start)), layout, pool);
            case "scaffold" -> SgdRule.of(0, 0, List.of(Correction.shift(other)), layout, pool);
            case "fedDyn" -> SgdRule.of(0, 0, List.of(Correction.pull(0.1, start, other)), layout, pool);
            case "clip" -> SgdRule.of(0, 0, 1e-3, List.of(), layout, pool);
            case "long" -> SgdRule.of(0, 0, 1e9, List.of(), layout, pool);
            default -> throw new IllegalArgumentException("no correction '" + added + "'");
        };
    }

    private void step() {
        if (at + batch > rows.length) {
            new Seed(42).at("order", epoch++).shuffle(rows);
            at = 0;
        }
        run.step(party.examples(), rows, at, batch, RATE);
        at += batch;
    }

    /** Work of a client once a round; the seconds of as many rows as a step has, of the processor's time. */
    private double once() {
        long begin = Processor.nanos();
        if (added.equals("moonOnce")) {
            contrasted();
        } else {
            new FullGradient(opened.batch()).add(opened, party, 1, start, other);
        }
        return (Processor.nanos() - begin) / 1e9 * batch / party.size();
    }

    /** Steps for about so long; the mean seconds of one, of the processor's time. */
    double seconds(double about) {
        if (added.equals("gradient") || added.equals("moonOnce")) {
            return once();
        }
        long end = System.nanoTime() + (long) (about * 1e9);
        long begin = Processor.nanos();
        long steps = 0;
        do {
            for (int i = 0; i < 8; i++) {
                step();
            }
            steps += 8;
        } while (System.nanoTime() < end);
        long taken = Processor.nanos() - begin;
        if (!run.params().isFinite()) {
            throw new IllegalStateException("the parameters are not finite: this measures nothing");
        }
        return taken / 1e9 / steps;
    }

    @Override
    public void close() {
        run.close();
        opened.close();
        start.close();
        other.close();
        previous.close();
        pool.close();
    }
}
