package dev.parley.engine.threads;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A part that fails is told of, whoever did it. */
class ParallelForTest {
    @Test
    void anErrorOfAHelperIsThrownToWhoAsked() {
        ExecutorService threads = Executors.newFixedThreadPool(1);
        CountDownLatch failed = new CountDownLatch(1);
        Thread asking = Thread.currentThread();
        try {
            assertThatThrownBy(() -> new ParallelFor(threads, 1).all(2, part -> {
                        if (Thread.currentThread() != asking) {
                            failed.countDown();
                            throw new OutOfMemoryError("of the helper");
                        }
                        await(failed);
                    }))
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessage("of the helper");
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
