package dev.parley.engine.threads;

import dev.parley.example.Examples;
import dev.parley.model.Learner;
import dev.parley.model.RepresentationLoss;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.concurrent.atomic.AtomicReference;

/** A learner that is lent to one thread at a time, and tells whoever else touches it. */
final class ConfinedLearner implements Learner {
    private final Learner learner;
    private final AtomicReference<Thread> owner = new AtomicReference<>();

    ConfinedLearner(Learner learner) {
        this.learner = learner;
    }

    /** Lends it to the calling thread. */
    ConfinedLearner lend() {
        Thread asking = Thread.currentThread();
        if (!owner.compareAndSet(null, asking)) {
            throw shared(asking);
        }
        return this;
    }

    /** Takes it back from the calling thread. */
    void giveBack() {
        Thread giving = Thread.currentThread();
        if (!owner.compareAndSet(giving, null)) {
            throw shared(giving);
        }
    }

    private Learner mine() {
        Thread using = Thread.currentThread();
        if (owner.get() != using) {
            throw shared(using);
        }
        return learner;
    }

    private IllegalStateException shared(Thread other) {
        Thread lent = owner.get();
        return new IllegalStateException("a learner is not shared by threads: it is lent to "
                + (lent == null ? "nobody" : lent.getName()) + ", but " + other.getName() + " uses it");
    }

    @Override
    public int batch() {
        return learner.batch();
    }

    @Override
    public int outputs() {
        return learner.outputs();
    }

    @Override
    public void begin(Seed seed) {
        mine().begin(seed);
    }

    @Override
    public double addGradient(
            Examples data, int[] rows, int from, int count, double scale, ParamVector params, ParamVector into) {
        return mine().addGradient(data, rows, from, count, scale, params, into);
    }

    @Override
    public void addClipped(
            Examples data,
            int[] rows,
            int from,
            int count,
            double clip,
            double scale,
            ParamVector params,
            ParamVector into) {
        mine().addClipped(data, rows, from, count, clip, scale, params, into);
    }

    @Override
    public int representation() {
        return learner.representation();
    }

    @Override
    public double addGradient(
            Examples data,
            int[] rows,
            int from,
            int count,
            double scale,
            ParamVector params,
            ParamVector into,
            RepresentationLoss more) {
        return mine().addGradient(data, rows, from, count, scale, params, into, more);
    }

    @Override
    public void represent(Examples data, int[] rows, int from, int count, ParamVector params, float[] into) {
        mine().represent(data, rows, from, count, params, into);
    }

    @Override
    public void updateStatistics(ParamVector params) {
        mine().updateStatistics(params);
    }

    @Override
    public double predict(Examples data, int[] rows, int from, int count, ParamVector params, float[] into) {
        return mine().predict(data, rows, from, count, params, into);
    }

    /** Frees it; nobody has it then. */
    @Override
    public void close() {
        if (owner.get() != null) {
            throw shared(Thread.currentThread());
        }
        learner.close();
    }
}
