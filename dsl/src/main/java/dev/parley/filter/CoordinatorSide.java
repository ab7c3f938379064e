package dev.parley.filter;

import dev.parley.message.Turn;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;

/** Tools of a filter's or a rule's half at the coordinator: coordinator's side, for the length of one round. */
public interface CoordinatorSide {
    /** The moment in the run. */
    Turn turn();

    /** Number of parties in all, whether or not they take part. */
    int population();

    /** Number of parties that a round has in the mean. */
    default double expected() {
        return population();
    }

    /** The global parameters at the start of the round; not to be changed. */
    ParamVector params();

    /** A model at work, on the coordinator's thread. */
    Learner learner();

    /** Memory of this filter or rule at the coordinator. */
    Memory memory();

    /** The same for one round, zeroed at its end and never written anywhere. */
    Memory secrets();

    /**
     * Memory that lasts over rounds and is in no checkpoint, file or log, such as past noise: a training that goes on in another
     * session begins without it.
     */
    default Memory vault() {
        throw new IllegalStateException("nothing lasts here beside what is remembered");
    }

    /** Randomness of the coordinator. */
    Draws draws();

    /** Combination for a vector beside {@code delta}. */
    Combine combine(String vector);

    /** Adds a number to the round's row in the run's table. */
    void note(String column, double value);

    /**
     * Keeps numbers of this round that are no column of a table, such as those of a picture.
     *
     * @param name what they are
     * @param values a few dozens
     */
    default void trace(String name, double... values) {}

    /**
     * Ends the training after this round.
     *
     * @param why in a few words, such as {@code the privacy budget is spent}
     */
    void stop(String why);
}
