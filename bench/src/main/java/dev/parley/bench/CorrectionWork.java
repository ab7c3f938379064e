package dev.parley.bench;

import dev.parley.example.Party;
import dev.parley.example.Shape;
import dev.parley.model.Learner;
import dev.parley.model.Model;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import dev.parley.optimizer.Correction;
import dev.parley.optimizer.LocalRun;
import dev.parley.optimizer.SgdRule;
import dev.parley.optimizer.StepRule;
import java.util.List;
import java.util.Optional;

/** Steps of local SGD with what a client adds to them, on one thread. */
final class CorrectionWork implements AutoCloseable {
    private static final double RATE = 0.01;

    private final Party party;
    private final int batch;
    private final int[] rows;
    private final Learner learner;
    private final ParamVector start;
    private final ParamVector other;
    private final VectorPool pool = new VectorPool();
    private final LocalRun run;
    private int at;
    private int epoch;

    /**
     * Ready for the first step.
     *
     * @param added {@code plain momentum fedProx scaffold fedDyn clip}, where clip shortens every gradient, and long where none
     */
    CorrectionWork(Model model, Party party, Shape shape, int batch, String added) {
        this.party = party;
        this.batch = batch;
        this.rows = party.rows().clone();
        this.at = rows.length;
        this.learner = model.open(shape, batch);
        this.start = model.initial(shape, new Seed(42));
        this.other = ParamVector.zeros(start.layout());
        this.run = new LocalRun(learner, start, rule(added, start.layout()), pool);
    }

    private Optional<StepRule> rule(String added, Layout layout) {
        return switch (added) {
            case "plain" -> Optional.empty();
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

    /** Steps for about so long; the mean seconds of one, of the processor's time. */
    double seconds(double about) {
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
        learner.close();
        start.close();
        other.close();
        pool.close();
    }
}
