package dev.parley.spark;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.spark.Spark.spark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.run.Run;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two executors that are processes of their own, one of which is killed. */
class ClusterTest {
    private static final Parties CANCER = dataset("breast-cancer").split(8, dirichlet(0.5));

    @BeforeAll
    static void home() {
        SparkHome.make();
    }

    private static List<ProcessHandle> executors() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .toList();
    }

    @Test
    void twoProcessesComeToTheBitsOfThreads() {
        for (Federation plan : List.of(
                federation().rounds(3),
                federation().rounds(3).client(scaffold()).aggregate(mean()),
                federation().rounds(3).cohort(5).client(localAdam(0.01).keepState()))) {
            Run here = plan.on(threads(2)).train(mlp(8), CANCER);
            assertThat(plan.on(spark(SparkHome.TWO_WORKERS))
                            .train(mlp(8), CANCER)
                            .fingerprint())
                    .isEqualTo(here.fingerprint());
        }
        assertThat(executors()).hasSize(2);
    }

    @Test
    void anExecutorThatIsKilledInMidRoundChangesNoBit() {
        for (Federation plan : List.of(
                federation().rounds(6).client(scaffold().epochs(2000)).aggregate(mean()),
                federation().rounds(6).client(localAdam(0.001).epochs(2000).keepState()))) {
            Run here = plan.on(threads(2)).train(mlp(16), CANCER);
            AtomicInteger killed = new AtomicInteger();
            Run there = plan.onRound(r -> {
                        if (r.round() == 2) {
                            Thread killer = new Thread(() -> {
                                sleep(150);
                                killed.set(executors().get(0).destroyForcibly() ? 1 : 0);
                            });
                            killer.start();
                        }
                    })
                    .on(spark(SparkHome.TWO_WORKERS))
                    .train(mlp(16), CANCER);

            assertThat(killed.get()).as("an executor was killed").isEqualTo(1);
            assertThat(there.fingerprint()).isEqualTo(here.fingerprint());
            assertThat(there.complete()).isTrue();
            assertThat(resources(there).table().booleanColumn("again").countTrue())
                    .as("pieces that were computed once more")
                    .isBetween(1, 8);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Known here, and in no jar's list of choices. */
    public record Unlisted() implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            return localSgd(0.1).train(from, here);
        }
    }

    @Test
    void aRecordThatExecutorsDoNotKnowIsNamed() {
        register(Unlisted.class);
        assertThatThrownBy(() -> federation()
                        .rounds(1)
                        .client(new Unlisted())
                        .on(spark(SparkHome.TWO_WORKERS))
                        .train(logistic(), CANCER))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("there is no 'unlisted' here")
                .hasMessageContaining("a record of your own has to be in a jar on their class path");
    }
}
