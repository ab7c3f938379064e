package dev.parley.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stack traces that show where the user is: a refusal says all in its message, and needs no frames of ours. */
public final class Frames {
    private Frames() {}

    /** Drops the library's own frames above the user's first; where there is no user's, none is dropped. */
    public static void fromUser(Throwable refusal) {
        StackTraceElement[] all = refusal.getStackTrace();
        int first = 0;
        while (first < all.length && (isOurs(all[first]) || isJdks(all[first]))) {
            first++;
        }
        if (first < all.length) {
            refusal.setStackTrace(Arrays.copyOfRange(all, first, all.length));
        }
    }

    /**
     * Drops the library's frames between the user's own, of a failure that came from the user's code, such as a lambda;
     * causes and suppressed exceptions are treated alike.
     *
     * <p>A failure that began in the library itself stays whole, since its frames are what a report of it needs. A frame
     * of the JDK belongs to whoever called it.
     */
    public static void betweenUsers(Throwable failure) {
        betweenUsers(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static void betweenUsers(@Nullable Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return;
        }
        StackTraceElement[] all = failure.getStackTrace();
        if (beganWithUser(all)) {
            failure.setStackTrace(users(all));
        }
        betweenUsers(failure.getCause(), seen);
        for (Throwable each : failure.getSuppressed()) {
            betweenUsers(each, seen);
        }
    }

    private static boolean beganWithUser(StackTraceElement[] all) {
        for (StackTraceElement frame : all) {
            if (!isJdks(frame)) {
                return !isOurs(frame);
            }
        }
        return false;
    }

    private static StackTraceElement[] users(StackTraceElement[] all) {
        List<StackTraceElement> kept = new ArrayList<>();
        boolean oursCalls = false;
        // From the outermost call inwards, so that the caller of a JDK's frame is known.
        for (int i = all.length - 1; i >= 0; i--) {
            oursCalls = isOurs(all[i]) || (isJdks(all[i]) && oursCalls);
            if (!oursCalls) {
                kept.add(all[i]);
            }
        }
        Collections.reverse(kept);
        return kept.toArray(StackTraceElement[]::new);
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith("dev.parley.");
    }

    private static boolean isJdks(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.");
    }
}
