package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.example.ArrayExamples;
import dev.parley.example.Examples;
import dev.parley.example.Shape;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.message.Broadcast;
import dev.parley.model.Learner;
import dev.parley.model.Linear;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.party.Sides;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An interrupt lands between two batches: the one under way is finished, the next is not begun. */
class InterruptTest {
    private final Shape shape = ArrayExamples.shape(1, 0);
    private final ArrayExamples rows = new ArrayExamples(new float[10], new float[10], 1);

    /** Interrupts its thread in the middle of a batch, and counts how many it began and ended. */
    private final class Interrupting implements Learner {
        final Learner learner = new Linear().open(shape, 4);
        final int batch;
        int begun;
        int ended;

        Interrupting(int batch) {
            this.batch = batch;
        }

        @Override
        public double addGradient(
                Examples data, int[] rows, int from, int count, double scale, ParamVector params, ParamVector into) {
            if (++begun == batch) {
                Thread.currentThread().interrupt();
            }
            double loss = learner.addGradient(data, rows, from, count, scale, params, into);
            ended++;
            return loss;
        }

        @Override
        public double predict(Examples data, int[] rows, int from, int count, ParamVector params, float[] into) {
            return learner.predict(data, rows, from, count, params, into);
        }

        @Override
        public int batch() {
            return 4;
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public void close() {
            learner.close();
        }
    }

    static Stream<ClientAlgorithm> clients() {
        LocalSgd sgd = new LocalSgd(0.1).epochs(3).batch(4);
        return Stream.of(
                sgd,
                sgd.momentum(0.5),
                new FedProx(0.1, sgd),
                LocalAdam.adam(0.1).epochs(3).batch(4),
                new SynchronousSteps(sgd.epochs(1), 9, 3, 9));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void theBatchUnderWayIsFinishedAndTheNextNotBegun(ClientAlgorithm client) {
        try (Interrupting learner = new Interrupting(5);
                ParamVector start = new Linear().initial(shape, new Seed(1))) {
            Broadcast from = Broadcast.of(1, 1, true, new Seed(1), start);
            assertThatThrownBy(() -> client.train(from, Sides.of(rows.party(), learner)))
                    .isInstanceOf(CancellationException.class);
            assertThat(learner.begun).isEqualTo(5);
            assertThat(learner.ended).isEqualTo(5);
        }
    }

    @AfterEach
    void clear() {
        assertThat(Thread.interrupted()).as("the interrupt is still to be seen").isTrue();
    }
}
