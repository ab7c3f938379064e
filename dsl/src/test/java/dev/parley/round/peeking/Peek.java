package dev.parley.round.peeking;

import dev.parley.example.Examples;
import dev.parley.example.Party;

/** Breaks the rule for coordinator-side code; RoomsTest shows that it would be found. */
final class Peek {
    private Peek() {}

    static int[] look(Party party) {
        return party.rows();
    }

    static float read(Examples examples) {
        return examples.target(0);
    }
}
