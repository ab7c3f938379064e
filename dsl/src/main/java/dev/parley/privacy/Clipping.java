package dev.parley.privacy;

import dev.parley.message.Update;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import java.util.Map;

/** The scaling of all vectors of an update together, over their learned arrays. */
final class Clipping {
    private Clipping() {}

    /** The norm of all vectors taken together. */
    static double norm(Update update) {
        double squares = 0;
        for (ParamVector vector : update.payload().vectors().values()) {
            double one = vector.norm(Role.LEARNED);
            squares += one * one;
        }
        return Math.sqrt(squares);
    }

    /** Number of learned numbers in a vector. */
    static long numbers(ParamVector vector) {
        return vector.layout().spans(Role.LEARNED).stream()
                .mapToLong(Layout.Span::length)
                .sum();
    }

    /** Scales all vectors by min(1, c / norm), in place. */
    static Update clipped(Update update, double c) {
        double all = norm(update);
        if (all > c) {
            scale(update.payload().vectors(), c / all);
        }
        return update;
    }

    private static void scale(Map<String, ParamVector> vectors, double factor) {
        vectors.values().forEach(vector -> vector.scale(factor, Role.LEARNED));
    }
}
