package dev.parley.engine.loopback;

import dev.parley.message.Member;
import dev.parley.message.Turn;

/** Hears what travels between coordinator and parties; called by the parties' threads. */
public interface Ear {
    /** Hears nothing. */
    Ear DEAF = new Ear() {};

    /** The program, as JSON, before the first message. */
    default void program(String json) {}

    /** A message to a party. */
    default void down(Turn turn, Member to, byte[] bytes) {}

    /** A message from a party. */
    default void up(Turn turn, Member from, byte[] bytes) {}
}
