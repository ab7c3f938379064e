package dev.parley.personal;

import dev.parley.client.LocalSgd;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.num.Seed;
import dev.parley.num.Stop;
import java.util.Arrays;

/**
 * The batches of a round's local epochs, in the same order in which {@code localSgd} takes them.
 *
 * @param sgd epochs and batch
 * @param order of the rows in the first epoch
 * @param seed of the orders
 */
@SuppressWarnings("ArrayRecordComponent") // is walked along, and not compared
record Batches(LocalSgd sgd, int[] order, Seed seed) {
    /** Takes a batch. */
    @FunctionalInterface
    interface Step {
        /**
         * A step.
         *
         * @param rows of an epoch in order
         * @param at where the batch begins
         * @param count its rows
         */
        void take(int[] rows, int at, int count);
    }

    static Batches of(LocalSgd sgd, Broadcast from, PartySide here) {
        Seed seed = from.seed().at("order", from.round());
        int[] rows = here.party().rows();
        seed.at("epoch", 0).shuffle(rows);
        return new Batches(sgd, rows, seed);
    }

    /** Rows of a whole batch. */
    int size() {
        return Math.min(sgd.batch(), order.length);
    }

    /** Rows seen in all, once an epoch. */
    long rows() {
        return (long) order.length * sgd.epochs();
    }

    /** Walks through all batches; a stop lands between two. */
    void each(Step step) {
        for (int epoch = 0; epoch < sgd.epochs(); epoch++) {
            int[] rows = order.clone();
            if (epoch > 0) {
                Arrays.setAll(rows, row -> row);
                seed.at("epoch", epoch).shuffle(rows);
            }
            for (int at = 0; at < rows.length; at += size()) {
                Stop.check("stopped between two steps");
                step.take(rows, at, Math.min(size(), rows.length - at));
            }
        }
    }
}
