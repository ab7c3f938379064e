package dev.parley.message;

import dev.parley.num.ParamVector;
import dev.parley.num.Seed;

/**
 * A message from the coordinator to a party.
 *
 * @param turn when, and what is to be done
 * @param seed this party's alone: the root of all that it draws at random, in every round
 * @param payload what is sent; its vectors are shared by all parties and not to be changed
 */
public record Broadcast(Turn turn, Seed seed, Payload payload) {
    /** A broadcast of the parameters alone, for training. */
    public static Broadcast of(int round, int rounds, boolean evaluated, Seed seed, ParamVector params) {
        return new Broadcast(new Turn(round, rounds, Turn.TRAIN, evaluated), seed, Payload.of(Update.PARAMS, params));
    }

    /** The global parameters. */
    public ParamVector params() {
        return payload.vector(Update.PARAMS);
    }

    /** The vector of a name. */
    public ParamVector vector(String name) {
        return payload.vector(name);
    }

    /** The round, from 1. */
    public int round() {
        return turn.round();
    }

    /** The number of rounds that the plan asks for. */
    public int rounds() {
        return turn.rounds();
    }

    /** Tells whether a party also measures its losses. */
    public boolean evaluated() {
        return turn.evaluated();
    }

    /** The same with one more vector, or another in place of that of the name. */
    public Broadcast and(String name, ParamVector vector) {
        return carrying(payload.and(name, vector));
    }

    /** The same with one more number. */
    public Broadcast and(String name, double number) {
        return carrying(payload.and(name, number));
    }

    /** The same, in which a party measures no losses of its own. */
    public Broadcast unwatched() {
        return new Broadcast(new Turn(turn.round(), turn.rounds(), turn.step(), false), seed, payload);
    }

    /** The same moment and party with another payload. */
    public Broadcast carrying(Payload other) {
        return new Broadcast(turn, seed, other);
    }
}
