package dev.parley.fault;

import java.util.Arrays;

/** Stack traces that begin where the user is: a refusal says all in its message, and needs no frames of ours. */
public final class Frames {
    private Frames() {}

    /** Drops the library's own frames above the user's first; where there is no user's, none is dropped. */
    public static void fromUser(Throwable refusal) {
        StackTraceElement[] all = refusal.getStackTrace();
        int first = 0;
        while (first < all.length && isOurs(all[first].getClassName())) {
            first++;
        }
        if (first < all.length) {
            refusal.setStackTrace(Arrays.copyOfRange(all, first, all.length));
        }
    }

    private static boolean isOurs(String type) {
        return type.startsWith("dev.parley.") || type.startsWith("java.") || type.startsWith("jdk.");
    }
}
