package dev.parley.filter;

import dev.parley.example.Party;
import dev.parley.message.Member;
import dev.parley.model.Learner;
import dev.parley.num.Layout;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;

/** Tools of a filter's half at a party: party's side, for the length of one message. */
public interface PartySide {
    /** The party, with its own rows. */
    Party party();

    /** The party as the coordinator knows it. */
    Member member();

    /** The plan's client, by which a filter may take steps of its own. */
    ClientAlgorithm client();

    /** The arrays of the model's parameters. */
    Layout layout();

    /** A model at work, lent for this message. */
    Learner learner();

    /** Memory of this filter at this party. */
    Memory memory();

    /** The same for one round, zeroed at its end and never written anywhere. */
    Memory secrets();

    /**
     * Memory that lasts over rounds and is in no checkpoint, file or log, such as a key: a training that goes on in
     * another session begins without it.
     */
    Memory vault();

    /** Pool of vectors; those that are not sent are to be closed. */
    VectorPool pool();

    /** Combination for a vector or number beside {@code delta}, as all filters together say. */
    Combine combine(String name);

    /** Randomness of this party alone. */
    Draws draws();

    /**
     * The numbers of the party's rows in the order that a seed gives; shuffled only where the seed is another than last
     * time.
     *
     * @return not to be changed
     */
    int[] order(Seed by);
}
