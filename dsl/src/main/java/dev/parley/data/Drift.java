package dev.parley.data;

import dev.parley.example.Phases;
import dev.parley.num.Seed;
import dev.parley.partition.Drifting;
import java.util.List;
import java.util.stream.IntStream;

/**
 * When training rows are seen.
 *
 * @param choice how they drift
 * @param phase of each of all training rows, from 0; -1 for those that nobody trains on
 */
@SuppressWarnings("ArrayRecordComponent") // is read, and not compared
record Drift(Drifting choice, int[] phase) {
    /** Deals each party's rows to phases. */
    static Drift of(Drifting choice, Dataset data, List<String> names, Deals deals, int rows, Seed seed) {
        int[] phase = IntStream.generate(() -> -1).limit(rows).toArray();
        for (int party = 0; party < deals.size(); party++) {
            int[] own = deals.deal().get(party);
            int[] theirs = choice.phases(Split.rows(data, own), names.get(party), seed.at("drift", party));
            for (int i = 0; i < own.length; i++) {
                phase[own[i]] = theirs[i];
            }
        }
        return new Drift(choice, phase);
    }

    /** A party's rows by phase. */
    Phases of(int[] own) {
        return new Phases(
                IntStream.range(0, choice.phases())
                        .mapToObj(at -> IntStream.range(0, own.length)
                                .filter(row -> phase[own[row]] == at)
                                .toArray())
                        .toList(),
                choice.rounds());
    }
}
