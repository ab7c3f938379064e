package dev.parley.engine.threads;

import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.client.LocalSgd;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Shape;
import dev.parley.fault.PartyException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.model.Linear;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A learner is lent to one thread at a time, and a client that passes it on is found out. */
class ConfinedLearnerTest {
    private final Shape shape = ArrayExamples.shape(1, 0);
    private final ArrayExamples rows = new ArrayExamples(new float[] {1}, new float[] {1}, 1);
    private final ParamVector params = new Linear().initial(shape, new Seed(1));

    private double use(Learner learner) {
        return learner.predict(rows, new int[] {0}, 0, 1, params, new float[1]);
    }

    @Test
    void onlyTheThreadItIsLentToMayUseIt() {
        ConfinedLearner lent = new ConfinedLearner(new Linear().open(shape, 1));
        assertThatThrownBy(() -> use(lent)).hasMessageContaining("lent to nobody");
        lent.lend();
        assertThat(use(lent)).isEqualTo(0.5);
        assertThatThrownBy(lent::lend).hasMessageContaining("not shared by threads");
        assertThatThrownBy(lent::close).hasMessageContaining("not shared by threads");
        assertThatThrownBy(() -> CompletableFuture.runAsync(() -> use(lent)).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("a learner is not shared by threads: it is lent to "
                        + Thread.currentThread().getName() + ", but ");
        lent.giveBack();
        assertThatThrownBy(lent::giveBack).hasMessageContaining("lent to nobody");
        lent.close();
    }

    /** Trains with the learner that another party's thread brought before. */
    private record Passes(AtomicReference<Learner> first) implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            first.compareAndSet(null, here.learner());
            if (here.party().index() > 0) {
                onAnotherThread(first.get(), from);
            }
            return new LocalSgd(0.1).train(from, here);
        }

        private static void onAnotherThread(Learner learner, Broadcast from) {
            try {
                CompletableFuture.runAsync(() -> learner.begin(from.seed())).join();
            } catch (CompletionException e) {
                throw (RuntimeException) e.getCause();
            }
        }

        @Override
        public double rate() {
            return 0.1;
        }
    }

    @Test
    void aClientThatPassesItsLearnerToAnotherThreadFails() {
        assertThatThrownBy(() -> federation()
                        .rounds(1)
                        .client(new Passes(new AtomicReference<>()))
                        .on(threads(1))
                        .train(softmax(), dataset("iris").split(2, iid())))
                .isInstanceOf(PartyException.class)
                .hasMessageContaining("party-2 failed in round 1")
                .hasMessageContaining("a learner is not shared by threads");
    }
}
