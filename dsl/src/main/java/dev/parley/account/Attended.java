package dev.parley.account;

import java.util.List;

/**
 * The rounds of a training, and who took part in how many: by index of the parties.
 *
 * @param rounds finished rounds
 * @param present finished rounds of each
 * @param asked rounds in which each was asked for an update, finished or not
 */
public record Attended(int rounds, List<Integer> present, List<Integer> asked) {
    /** Before the first round, or where nobody counts. */
    public static final Attended NOBODY = new Attended(0, List.of(), List.of());

    public Attended {
        present = List.copyOf(present);
        asked = List.copyOf(asked);
    }

    /** One party's part. */
    public Presence of(int party, int rows, double sampling) {
        return party < present.size()
                ? new Presence(rows, sampling, rounds, present.get(party), asked.get(party))
                : new Presence(rows, sampling, rounds, 0, 0);
    }
}
