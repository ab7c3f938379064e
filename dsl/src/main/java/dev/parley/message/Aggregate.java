package dev.parley.message;

import dev.parley.num.ParamVector;
import java.util.List;

/**
 * One payload made of the answers of a round.
 *
 * @param payload combined vectors and numbers; of nobody, a {@code delta} of zeros
 * @param from who answered, in party order
 * @param weight the sum of their weights
 */
public record Aggregate(Payload payload, List<Member> from, double weight) {
    public Aggregate {
        from = List.copyOf(from);
    }

    /** The combined change of the parameters. */
    public ParamVector delta() {
        return payload.vector(Update.DELTA);
    }

    /** The combined vector of a name. */
    public ParamVector vector(String name) {
        return payload.vector(name);
    }

    /** The combined number of a name. */
    public double number(String name) {
        return payload.number(name);
    }

    /** The same with another vector in place of that of the name, or one more. */
    public Aggregate and(String name, ParamVector vector) {
        return new Aggregate(payload.and(name, vector), from, weight);
    }
}
