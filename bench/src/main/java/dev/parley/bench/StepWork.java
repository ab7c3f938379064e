package dev.parley.bench;

import dev.parley.example.Party;
import dev.parley.example.Shape;
import dev.parley.model.Learner;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;

/** Steps of plain SGD on one thread: rows shuffled each epoch, gathered each step, the update applied. */
final class StepWork implements AutoCloseable {
    private static final double RATE = 0.01;
    private static final int LARGE = 1_000_000;

    private final Party party;
    private final int batch;
    private final int[] rows;
    private final Learner learner;
    private final ParamVector params;
    private int at;
    private int epoch;

    StepWork(Model model, Party party, Shape shape, int batch) {
        this.party = party;
        this.batch = batch;
        this.rows = party.rows().clone();
        this.at = rows.length;
        this.learner = model.open(shape, batch);
        this.params = model.initial(shape, new Seed(42));
    }

    /** One step; its mean loss. */
    double step() {
        if (at + batch > rows.length) {
            new Seed(42).at("order", epoch++).shuffle(rows);
            at = 0;
        }
        double loss = learner.addGradient(party.examples(), rows, at, batch, -RATE, params, params);
        at += batch;
        return loss;
    }

    /** Steps for about so long; the mean seconds of one, of the processor's time. */
    double seconds(double about) {
        long end = System.nanoTime() + (long) (about * 1e9);
        long start = Processor.nanos();
        // looking at the clock costs too much for a small model, and eight steps last too long for a large one
        int between = params.length() > LARGE ? 1 : 8;
        long steps = 0;
        double loss = 0;
        do {
            for (int i = 0; i < between; i++) {
                loss += step();
            }
            steps += between;
        } while (System.nanoTime() < end);
        long taken = Processor.nanos() - start;
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException("the loss is not finite: this measures nothing");
        }
        return taken / 1e9 / steps;
    }

    @Override
    public void close() {
        learner.close();
        params.close();
    }
}
