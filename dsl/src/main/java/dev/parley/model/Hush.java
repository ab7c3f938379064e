package dev.parley.model;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Keeps one thread's words from standard output for a while: SameDiff tells there of each operation it derives. */
final class Hush {
    private Hush() {}

    static synchronized void during(Runnable loud) {
        Thread hushed = Thread.currentThread();
        PrintStream before = System.out;
        PrintStream through = new PrintStream(
                new FilterOutputStream(before) {
                    @Override
                    public void write(int b) throws IOException {
                        if (Thread.currentThread() != hushed) {
                            out.write(b);
                        }
                    }

                    @Override
                    public void write(byte[] bytes, int from, int count) throws IOException {
                        if (Thread.currentThread() != hushed) {
                            out.write(bytes, from, count);
                        }
                    }
                },
                true,
                StandardCharsets.UTF_8);
        System.setOut(through);
        try {
            loud.run();
        } finally {
            if (System.out == through) {
                System.setOut(before);
            }
        }
    }
}
