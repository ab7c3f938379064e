package dev.parley.engine.threads;

import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.client.LocalSgd;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.example.Examples;
import dev.parley.example.Shape;
import dev.parley.model.Learner;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Running statistics of batches that are cut into parts: means over the parts, weighted by rows. */
class ShardedStatisticsTest {
    private static final int STEPS = 3;

    private final Dataset digits = dataset("digits");
    private final Parties parties = digits.split(1, iid());
    private final Shape shape = parties.shape();
    private final Examples rows = parties.train();

    /** Rows are normalized before anything is learned, so that their statistics do not depend on the weights. */
    private final Model model = sequential(batchNorm(), dense());

    private final int width = shape.width();

    private float[] trained(Learner learner, int batch) {
        int[] order = IntStream.range(0, STEPS * batch).toArray();
        try (learner;
                ParamVector params = model.initial(shape, new Seed(1))) {
            for (int step = 0; step < STEPS; step++) {
                learner.addGradient(rows, order, step * batch, batch, -0.1, params, params);
                learner.updateStatistics(params);
            }
            return params.toArray();
        }
    }

    private Sharded cut(int batch, int shards, ParallelFor helpers) {
        List<Learner> parts = new ArrayList<>();
        for (int part = 0; part < shards; part++) {
            parts.add(model.open(shape, (batch + shards - 1) / shards));
        }
        return new Sharded(parts, batch, helpers);
    }

    private static ParallelFor nobody() {
        return new ParallelFor(Runnable::run, 0);
    }

    private double at(int row, int column) {
        float[] values = new float[width];
        rows.read(new int[] {row}, 0, 1, values);
        return values[column];
    }

    private double mean(int from, int behind, int column) {
        return IntStream.range(from, behind).mapToDouble(row -> at(row, column)).sum() / (behind - from);
    }

    /** With Bessel's correction. */
    private double variance(int from, int behind, int column) {
        double mean = mean(from, behind, column);
        double squares = IntStream.range(from, behind)
                .mapToDouble(row -> Math.pow(at(row, column) - mean, 2))
                .sum();
        return squares / (behind - from - 1);
    }

    @ParameterizedTest
    @CsvSource({"40, 4", "40, 1", "40, 3", "41, 5"})
    void theRunningMeanIsThatOfTheWholeBatch(int batch, int shards) {
        float[] whole = trained(model.open(shape, batch), batch);
        float[] parts = trained(cut(batch, shards, nobody()), batch);
        for (int i = 2 * width; i < 3 * width; i++) {
            assertThat((double) parts[i]).isCloseTo(whole[i], within(1e-5));
        }
    }

    @ParameterizedTest
    @CsvSource({"40, 4", "40, 3", "7, 3"})
    void theRunningVarianceTakesTheMeanOfThePartsUnbiasedVariances(int batch, int shards) {
        float[] params = trained(cut(batch, shards, nobody()), batch);
        for (int column = 0; column < width; column++) {
            double running = 1;
            for (int step = 0; step < STEPS; step++) {
                double mean = 0;
                for (int part = 0; part < shards; part++) {
                    int from = step * batch + part * batch / shards;
                    int behind = step * batch + (part + 1) * batch / shards;
                    mean += (behind - from) * variance(from, behind, column) / batch;
                }
                running += 0.1 * (mean - running);
            }
            assertThat((double) params[3 * width + column]).isCloseTo(running, within(1e-4 * Math.max(1, running)));
        }
    }

    @Test
    void partsWithoutRowsHaveNoSay() {
        float[] whole = trained(cut(2, 1, nobody()), 2);
        float[] parts = trained(cut(2, 5, nobody()), 2); // three parts are empty, two have a row each
        for (int i = 2 * width; i < 3 * width; i++) {
            assertThat((double) parts[i]).isCloseTo(whole[i], within(1e-5));
        }
    }

    @Test
    void onePartHasTheStatisticsOfTheWholeBitByBit() {
        float[] whole = trained(model.open(shape, 40), 40);
        float[] part = trained(cut(40, 1, nobody()), 40);
        assertThat(Arrays.copyOfRange(part, 2 * width, 4 * width))
                .isEqualTo(Arrays.copyOfRange(whole, 2 * width, 4 * width));
    }

    @Test
    void helpersChangeNoBit() {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            assertThat(trained(cut(41, 6, new ParallelFor(threads, 3)), 41))
                    .isEqualTo(trained(cut(41, 6, nobody()), 41));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aTrainingInPartsEndsWithTheRunningMeanOfOneInWholes() {
        LocalSgd sgd = localSgd(0.1).batch(50);
        float[] whole = centralized()
                .epochs(2)
                .client(sgd)
                .train(model, digits)
                .weights()
                .toFloatVector();
        float[] parts = centralized()
                .epochs(2)
                .client(sgd.shards(5))
                .train(model, digits)
                .weights()
                .toFloatVector();
        for (int i = 2 * width; i < 3 * width; i++) {
            assertThat((double) parts[i]).isCloseTo(whole[i], within(1e-4));
        }
    }
}
