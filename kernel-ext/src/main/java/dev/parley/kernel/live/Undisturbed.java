package dev.parley.kernel.live;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends messages to a kernel on a thread of its own, which nobody interrupts, while the caller waits.
 *
 * <p>The stop button interrupts the cell's thread. A kernel that sends on such a thread throws, forgets the interrupt,
 * and may leave half a message in its socket. The caller's flag stays as it is, also when it comes while it waits.
 */
final class Undisturbed {
    private static final String NAME = "parley-sender";

    private static final ExecutorService SENDER = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, NAME);
        thread.setDaemon(true);
        return thread;
    });

    private Undisturbed() {}

    /**
     * Sends, and returns when it is sent.
     *
     * @throws java.util.concurrent.CompletionException with its failure
     */
    static void send(Runnable message) {
        if (Thread.currentThread().getName().equals(NAME)) {
            message.run(); // it would wait for itself
        } else {
            CompletableFuture.runAsync(message, SENDER).join();
        }
    }
}
