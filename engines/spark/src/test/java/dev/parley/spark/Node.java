package dev.parley.spark;

import java.io.IOException;
import java.util.Arrays;

/** A master or a worker of Spark's, which ends with the process that started it, however that one ends. */
final class Node {
    private Node() {}

    /** The main class to run, and its arguments. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {}
            } catch (IOException e) {
                // the pipe is gone, as at its end
            }
            System.exit(0);
        });
        watch.setDaemon(true);
        watch.start();
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }
}
