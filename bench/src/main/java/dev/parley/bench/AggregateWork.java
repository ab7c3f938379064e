package dev.parley.bench;

import static org.bytedeco.openblas.global.openblas.cblas_sasum;

import dev.parley.message.WeightedSum;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.util.ArrayList;
import java.util.List;

/** Means of 100 updates of 200,000 floats, 80 MB in all: more than caches hold; one thread, its processor's time. */
final class AggregateWork {
    private static final int UPDATES = 100;
    private static final int LENGTH = 200_000;
    private static final double BYTES = (double) UPDATES * LENGTH * Float.BYTES;

    private final List<ParamVector> updates = new ArrayList<>();

    AggregateWork() {
        for (int i = 0; i < UPDATES; i++) {
            updates.add(ParamVector.zeros(Layout.empty().then("update", LENGTH)).fill(i));
        }
    }

    /** GB/s of reading all updates, by the sum of their absolute values. */
    double reading() {
        double sum = 0;
        long start = Processor.nanos();
        for (ParamVector update : updates) {
            sum += cblas_sasum(LENGTH, update.pointer(), 1);
        }
        long taken = Processor.nanos() - start;
        check(sum > 0);
        return BYTES / taken;
    }

    /** GB/s of the plain mean. */
    double mean() {
        return mean(false);
    }

    /** GB/s of a mean with another weight each. */
    double weightedMean() {
        return mean(true);
    }

    private double mean(boolean weighted) {
        long start = Processor.nanos();
        WeightedSum sum = new WeightedSum();
        for (int i = 0; i < updates.size(); i++) {
            sum.add(weighted ? i + 1 : 1, updates.get(i));
        }
        ParamVector mean = sum.mean();
        long taken = Processor.nanos() - start;
        check(mean.at(0) > UPDATES / 3f);
        mean.close();
        return BYTES / taken;
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("the result is wrong: this measures nothing");
        }
    }
}
