package dev.parley.round;

import dev.parley.account.Attended;
import java.util.Arrays;

/** Counts who takes part in how many rounds, for accounts of privacy. */
final class RollCall {
    private final int[] present;
    private final int[] asked;
    private int rounds;

    /** Goes on from an earlier count of so many parties. */
    RollCall(Attended earlier, int parties) {
        present = new int[parties];
        asked = new int[parties];
        Arrays.setAll(present, party -> earlier.of(party, 0, 1).present());
        Arrays.setAll(asked, party -> earlier.of(party, 0, 1).asked());
        rounds = earlier.rounds();
    }

    /** Counts those who are asked for an update, whatever becomes of the round. */
    void asked(int[] cohort) {
        Arrays.stream(cohort).forEach(party -> asked[party]++);
    }

    /** Counts a round whose result is about to be shown. */
    void done(int[] cohort) {
        rounds++;
        Arrays.stream(cohort).forEach(party -> present[party]++);
    }

    Attended attended() {
        return new Attended(
                rounds,
                Arrays.stream(present).boxed().toList(),
                Arrays.stream(asked).boxed().toList());
    }
}
