package dev.parley;

import static dev.parley.Parley.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.client.LocalSgd;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.End;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop is a request kept with the training, and nothing else is taken for one. */
class StopTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(6, dirichlet(0.5));

    @TempDir
    Path folder;

    private static void sleep(int millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    /** Trains on a thread of its own, as a kernel does with a cell; interrupts it, as the stop button does. */
    private static Run stopped(Supplier<Run> cell, CountDownLatch begun) throws InterruptedException {
        AtomicReference<Run> result = new AtomicReference<>();
        Thread thread = new Thread(() -> result.set(cell.get()));
        thread.start();
        begun.await();
        thread.interrupt();
        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
        return result.get();
    }

    @Test
    void aCallbackThatSwallowsTheInterruptDoesNotKeepATrainingAlive() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(3);
        AtomicInteger last = new AtomicInteger();
        Run run = stopped(
                () -> federation()
                        .rounds(1000)
                        .onRound(view -> {
                            last.set(view.round());
                            begun.countDown();
                            try {
                                sleep(50);
                            } catch (InterruptedException swallowed) {
                                // as users do
                            }
                        })
                        .train(logistic(), HOSPITALS),
                begun);
        assertThat(run.end()).isInstanceOf(End.Interrupted.class);
        assertThat(run.rounds().size()).isBetween(3, 6);
        assertThat(lastRun().fingerprint()).isEqualTo(run.fingerprint());
        int rounds = last.get();
        sleep(200);
        assertThat(last.get()).as("rounds that go on behind the cell's back").isEqualTo(rounds);
    }

    @Test
    void twoTrainingsOnOneCheckpointAreRefused() {
        String path = folder.resolve("mine").toString();
        Federation plan = federation().rounds(2).checkpoint(path, every(1));
        AtomicReference<Throwable> refused = new AtomicReference<>();
        plan.onRound(view -> {
                    if (view.round() == 1) {
                        try {
                            plan.train(logistic(), HOSPITALS);
                        } catch (PlanException e) {
                            refused.set(e);
                        }
                    }
                })
                .train(logistic(), HOSPITALS);
        assertThat(refused.get())
                .hasMessage("checkpoint(\"" + path + "\", ..) names a file that another training is writing to; name"
                        + " another file, or stop the other training first");
        assertThat(plan.train(logistic(), HOSPITALS).complete()).isTrue();
    }

    @Test
    void aUsersOwnCancellationIsAFailureAndNoStop() {
        assertThatThrownBy(() -> federation()
                        .rounds(4)
                        .onRound(view -> {
                            if (view.round() == 2) {
                                throw new CancellationException("mine");
                            }
                        })
                        .train(logistic(), HOSPITALS))
                .isInstanceOf(CancellationException.class)
                .hasMessage("mine");
        assertThat(lastRun().end()).isEqualTo(new End.Failed(new End.Point(End.When.AFTER, 2)));
    }

    @Test
    void aCheckedExceptionThrownSneakilyEndsAsWhatItIs() {
        assertThatThrownBy(() -> federation()
                        .rounds(4)
                        .onRound(view -> {
                            throw StopTest.<RuntimeException>sneak(new IOException("no disk"));
                        })
                        .train(logistic(), HOSPITALS))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("no disk");
        assertThat(lastRun().end()).isEqualTo(new End.Failed(new End.Point(End.When.AFTER, 1)));
        assertThat(lastRun().rounds()).hasSize(1);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private record Gives(int party) implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            if (here.party().index() == party && from.round() == 2) {
                throw new CancellationException("I gave up");
            }
            return new LocalSgd(0.1).train(from, here);
        }
    }

    @Test
    void aClientsOwnCancellationIsThatPartysFailure() {
        Run run = federation().rounds(3).minParties(5).client(new Gives(1)).train(logistic(), HOSPITALS);
        assertThat(run.complete()).isTrue();
        assertThat(run.table().intColumn("parties").asList()).containsExactly(6, 5, 6);
        assertThat(run.rounds().get(1).parties().get(1).error()).contains("I gave up");
    }

    @Test
    void aServerRateThatIsTooLargeIsBlamedOnTheServer() {
        assertThatThrownBy(() -> federation().rounds(5).server(serverSgd(1e300)).train(logistic(), HOSPITALS))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "server(serverSgd(1.0E300)) made NaN or infinite parameters of finite updates; lower its rate");
        assertThat(lastRun().rounds()).isEmpty();
    }
}
