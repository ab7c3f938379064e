package dev.parley.engine.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.engine.Roster;
import dev.parley.engine.Session;
import dev.parley.engine.UpdateSink;
import dev.parley.example.ArrayExamples;
import dev.parley.example.OwnRows;
import dev.parley.example.Party;
import dev.parley.example.Shape;
import dev.parley.fault.PartyException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.model.Linear;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.plan.Program;
import dev.parley.wire.Delivery;
import dev.parley.wire.Float32;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * An exchange that is broken off leaves no party at work: the parameters a party reads are native memory, which the
 * coordinator frees next.
 */
class InterruptedExchangeTest {
    private static final int THREADS = 3;

    private final AtomicInteger atWork = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(THREADS);

    /** Works on for a while whatever happens, as a long product in native code does. */
    private final class Stubborn implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            atWork.incrementAndGet();
            begun.countDown();
            long end = System.nanoTime() + 300_000_000L;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            atWork.decrementAndGet();
            throw new CancellationException("stopped");
        }

        @Override
        public int batch() {
            return 1;
        }

        @Override
        public double rate() {
            return 1;
        }
    }

    private static final UpdateSink NOWHERE = new UpdateSink() {
        @Override
        public void accept(Delivery delivery) {
            delivery.update().close();
        }

        @Override
        public void failed(Member party, PartyException cause) {}
    };

    @Test
    void noPartyIsAtWorkWhenAnInterruptedExchangeReturns() throws InterruptedException {
        ArrayExamples rows = new ArrayExamples(new float[] {1}, new float[] {1}, 1);
        Shape shape = ArrayExamples.shape(1, 0);
        List<Party> parties = List.of(
                new Party(0, "party-1", OwnRows.of(rows, new int[] {0})),
                new Party(1, "party-2", OwnRows.of(rows, new int[] {0})),
                new Party(2, "party-3", OwnRows.of(rows, new int[] {0})),
                new Party(3, "party-4", OwnRows.of(rows, new int[] {0})));
        Program program = new Program(new Linear(), shape, new Stubborn(), List.of(), new Float32());
        ParamVector params = new Linear().initial(shape, new Seed(1));
        Turn turn = new Turn(1, 1, Turn.TRAIN, true);
        Payload sent = Payload.of(Update.PARAMS, params);
        Thread caller = Thread.currentThread();
        Thread stop = new Thread(() -> {
            try {
                begun.await();
                caller.interrupt();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        try (Session session = new Threads(THREADS).open(program, new Roster(parties))) {
            stop.start();
            Throwable thrown = catchThrowable(() -> session.exchange(
                    turn, new int[] {0, 1, 2, 3}, party -> new Seed(1), sent, party -> Payload.EMPTY, NOWHERE));
            int left = atWork.get();
            assertThat(Thread.interrupted())
                    .as("the interrupt is still to be seen")
                    .isTrue();
            assertThat(thrown).isInstanceOf(CancellationException.class);
            assertThat(left).as("parties at work").isZero();
        }
        stop.join();
    }
}
