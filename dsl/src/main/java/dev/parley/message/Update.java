package dev.parley.message;

import dev.parley.num.ParamVector;

/**
 * A party's answer: {@code delta = local - global}; the server adds it.
 *
 * @param from who sends
 * @param examples rows the update stands for, the weight of a weighted mean; at least 0
 * @param payload what is sent; {@code delta} is there, unless parties keep their models at home
 * @param work what it took
 */
public record Update(Member from, int examples, Payload payload, Work work) implements AutoCloseable {
    /** The name of the global parameters in a broadcast. */
    public static final String PARAMS = "params";

    /** The name of the change of the parameters in an update. */
    public static final String DELTA = "delta";

    /** The change of the parameters. */
    public ParamVector delta() {
        return payload.vector(DELTA);
    }

    /** The vector of a name. */
    public ParamVector vector(String name) {
        return payload.vector(name);
    }

    /** The number of a name. */
    public double number(String name) {
        return payload.number(name);
    }

    /** The same with one more vector, or another in place of that of the name. */
    public Update and(String name, ParamVector vector) {
        return carrying(payload.and(name, vector));
    }

    /** The same with one more number. */
    public Update and(String name, double number) {
        return carrying(payload.and(name, number));
    }

    /** The same answer with another payload. */
    public Update carrying(Payload other) {
        return new Update(from, examples, other, work);
    }

    /** The same answer, for which more was done. */
    public Update after(Work more) {
        return new Update(from, examples, payload, work.and(more));
    }

    /** Ends its vectors. */
    @Override
    public void close() {
        payload.close();
    }
}
