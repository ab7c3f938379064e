package dev.parley.message;

import dev.parley.num.ParamVector;
import java.util.List;

/**
 * One payload made of the answers of a round.
 *
 * @param payload combined vectors and numbers; of nobody, a {@code delta} of zeros
 * @param from who answered, in party order
 * @param weight the sum of their weights
 * @param parties how many parties it stands for: those who answered, or where it is the secret who did those who were expected
 */
public record Aggregate(Payload payload, List<Member> from, double weight, double parties) {
    public Aggregate {
        from = List.copyOf(from);
    }

    /** It stands for those who answered. */
    public Aggregate(Payload payload, List<Member> from, double weight) {
        this(payload, from, weight, from.size());
    }

    /** The same, standing for so many parties. */
    public Aggregate standingFor(double expected) {
        return new Aggregate(payload, from, weight, expected);
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
        return new Aggregate(payload.and(name, vector), from, weight, parties);
    }
}
