package dev.parley.bench;

import static dev.parley.Engines.threads;
import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.localSgd;
import static dev.parley.Parley.weightedMean;

import dev.parley.data.Parties;
import dev.parley.model.Model;
import dev.parley.run.Run;

/** Whole rounds on MNIST, as a notebook's cell would run them: 100 parties, 10 a round, one epoch in batches of 10. */
final class RoundWork {
    private static final Parties PHONES = dataset("mnist").split(100, iid());

    private RoundWork() {}

    /** Seconds a round, evaluation on the 10,000 test rows included, and the accuracy reached. */
    static String seconds(Model model, int rounds, int threads) {
        long start = System.nanoTime();
        Run run = federation()
                .rounds(rounds)
                .cohort(10)
                .client(localSgd(0.1).epochs(1).batch(10))
                .aggregate(weightedMean())
                .on(threads(threads))
                .train(model, PHONES);
        return (System.nanoTime() - start) / 1e9 / rounds + " " + run.accuracy();
    }
}
