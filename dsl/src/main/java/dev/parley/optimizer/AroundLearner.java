package dev.parley.optimizer;

import dev.parley.example.Examples;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;

/** A learner with other gradients than the one that it works with, which stays its owner's to close. */
abstract class AroundLearner implements Learner {
    final Learner inner;

    AroundLearner(Learner inner) {
        this.inner = inner;
    }

    @Override
    public int batch() {
        return inner.batch();
    }

    @Override
    public int outputs() {
        return inner.outputs();
    }

    @Override
    public void begin(Seed seed) {
        inner.begin(seed);
    }

    @Override
    public void updateStatistics(ParamVector params) {
        inner.updateStatistics(params);
    }

    @Override
    public double predict(Examples data, int[] rows, int from, int count, ParamVector params, float[] into) {
        return inner.predict(data, rows, from, count, params, into);
    }

    @Override
    public final void close() {}
}
