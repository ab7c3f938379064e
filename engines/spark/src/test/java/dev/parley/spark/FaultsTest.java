package dev.parley.spark;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.spark.Spark.spark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults on Spark are said clearly, with the finished rounds kept. */
class FaultsTest {
    private static final Parties CANCER = dataset("breast-cancer").split(4, iid());

    @TempDir
    Path folder;

    /** Steps for as long as it is let. */
    public record Endless() implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            return localSgd(1e-9).epochs(1_000_000).train(from, here);
        }
    }

    @Test
    void codeAtThePartiesIsRefusedBeforeASessionIsOpened() {
        ClientAlgorithm lambda = (from, here) -> localSgd(0.1).train(from, here);
        assertThatThrownBy(
                        () -> federation().client(lambda).on(spark("local[2]")).train(logistic(), CANCER))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("runs at the parties and is code that cannot travel");
        Run own = federation()
                .rounds(2)
                .aggregate(updates -> updates.mean().times(0.5))
                .on(spark("local[2]"))
                .train(logistic(), CANCER);
        assertThat(own.rounds()).hasSize(2);
    }

    @Test
    void aStopEndsTheTasksInTime() throws InterruptedException {
        register(Endless.class);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread cell = new Thread(() -> {
            try {
                federation()
                        .rounds(3)
                        .client(new Endless())
                        .on(spark("local[2]"))
                        .train(logistic(), CANCER);
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        cell.start();
        Thread.sleep(2500);
        long begun = System.nanoTime();
        cell.interrupt();
        cell.join(10_000);

        assertThat(cell.isAlive()).isFalse();
        assertThat((System.nanoTime() - begun) / 1e9).isLessThan(5);
        assertThat(thrown.get()).isNull();
        assertThat(lastRun().stopped()).startsWith("interrupted");
        // the cores are free again
        assertThat(federation()
                        .rounds(2)
                        .on(spark("local[2]"))
                        .train(logistic(), CANCER)
                        .complete())
                .isTrue();
    }

    @Test
    void aRunOfThreadsGoesOnOnSparkAndTheOtherWayRound() {
        var plan = federation().rounds(6).client(scaffold()).aggregate(mean());
        Run whole = plan.on(threads(2)).train(logistic(), CANCER);
        Run stopped = plan.onRound(r -> {
                    if (r.round() == 3) {
                        r.stop();
                    }
                })
                .on(spark("local[2]"))
                .train(logistic(), CANCER);
        String file = folder.resolve("run.json").toString();
        save(stopped, file);

        assertThat(load(file).resume().fingerprint()).isEqualTo(whole.fingerprint());
        assertThat(stopped.resume().fingerprint()).isEqualTo(whole.fingerprint());
    }

    @Test
    void aSessionOfTheNotebookIsUsedAndItsEndSaid() {
        federation().rounds(1).on(spark("local[2]")).train(logistic(), CANCER);
        SparkSession session = SparkSession.builder().master("local[2]").getOrCreate();
        Run run = federation().rounds(2).on(spark(session)).train(logistic(), CANCER);
        assertThat(run.fingerprint())
                .isEqualTo(federation()
                        .rounds(2)
                        .on(threads(1))
                        .train(logistic(), CANCER)
                        .fingerprint());

        assertThatThrownBy(() -> federation()
                        .rounds(3)
                        .onRound(r -> {
                            if (r.round() == 1) {
                                session.stop();
                            }
                        })
                        .on(spark(session))
                        .train(logistic(), CANCER))
                .hasMessageContaining("the Spark session was closed while it trained; the finished rounds are kept");
        assertThat(lastRun().rounds()).hasSize(1);
    }
}
