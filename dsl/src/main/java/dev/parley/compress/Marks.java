package dev.parley.compress;

import dev.parley.message.Payload;
import dev.parley.num.ParamVector;
import java.util.List;

/** Names of compressed vectors among a payload's bytes: the vector's own behind a tilde, as in {@code ~delta}. */
final class Marks {
    private static final String MARK = "~";

    private Marks() {}

    static String of(String vector) {
        return MARK + vector;
    }

    /** The names of the vectors that a payload holds compressed. */
    static List<String> vectors(Payload payload) {
        return payload.bytes().keySet().stream()
                .filter(name -> name.startsWith(MARK))
                .map(name -> name.substring(MARK.length()))
                .toList();
    }

    /** The names of the vectors of a length; others are too short to be worth it. */
    static List<String> ofLength(int length, Payload payload) {
        return payload.vectors().entrySet().stream()
                .filter(each -> each.getValue().length() == length)
                .map(each -> each.getKey())
                .toList();
    }

    /** A payload with a vector in its compressed form. */
    static Payload packed(Payload payload, String name, byte[] bytes) {
        return payload.without(name).and(of(name), bytes);
    }

    /** A payload with a vector in place of its compressed form. */
    static Payload open(Payload payload, String name, ParamVector vector) {
        return payload.without(of(name)).and(name, vector);
    }
}
