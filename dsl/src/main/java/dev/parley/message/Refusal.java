package dev.parley.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A party's refusal as a message: its reason in words, and nothing else. */
public final class Refusal {
    /** The name of the reason's bytes. */
    public static final String NAME = "refused";

    private Refusal() {}

    /** The payload of a refusal. */
    public static Payload of(String reason) {
        return Payload.EMPTY.and(NAME, reason.getBytes(StandardCharsets.UTF_8));
    }

    /** The reason, where a payload is a refusal. */
    public static Optional<String> reason(Payload payload) {
        boolean refuses = payload.bytes().containsKey(NAME)
                && payload.bytes().size() == 1
                && payload.vectors().isEmpty()
                && payload.numbers().isEmpty();
        return refuses ? Optional.of(new String(payload.bytes(NAME), StandardCharsets.UTF_8)) : Optional.empty();
    }
}
