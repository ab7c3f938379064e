package dev.parley.data;

import java.util.List;

/** Rows that lie at another place than the coordinator's and stay there, and what they can be asked. */
public interface RowsElsewhere {
    /** Sentence that asked for them, for messages: {@code spark("local[2]").sites("hospitals/*.csv", ..)}. */
    String asked();

    /** Name of the rows, for people. */
    String name();

    /** Engine to train on, for messages: {@code on(spark("local[2]"))}. */
    String engine();

    /**
     * Asks their owners for what they tell before the first round.
     *
     * @return an answer each owner, in the order that the parties are to have; at least one
     * @throws dev.parley.fault.DataException where an owner's rows cannot be used so
     */
    List<SiteAnswer> ask(SiteRequest request);
}
