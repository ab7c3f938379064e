package dev.parley.kernel;

/**
 * Ends the JVM soon after a shutdown request.
 *
 * <p>JJava's own threads are no daemons: without this its process lives on for a minute, and for ever with a cell
 * that does not end. The short wait lets the kernel answer the request first.
 */
final class Farewell {
    private static final long ANSWER_MILLIS = 200;

    private Farewell() {}

    static void begin() {
        Thread thread = new Thread(Farewell::end, "parley-farewell");
        thread.setDaemon(true);
        thread.start();
    }

    private static void end() {
        try {
            Thread.sleep(ANSWER_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().exit(0);
    }
}
