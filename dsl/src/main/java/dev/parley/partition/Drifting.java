package dev.parley.partition;

import dev.parley.example.Examples;
import dev.parley.example.Shape;
import dev.parley.fault.DataException;
import dev.parley.num.Seed;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows that come and go: each party's training rows are dealt to phases, as a split deals rows to parties, and it sees those
 * of one phase at a time.
 *
 * <p>In round r, from 1, it is phase ((r - 1) / rounds) mod phases. A party's rows of a round are so a function of the split,
 * its seed and the round alone.
 *
 * @param phases at least 2
 * @param over how the rows of each party are dealt to phases
 * @param rounds that a phase lasts, at least 1
 */
public record Drifting(int phases, Partition over, int rounds) implements RowChange {
    public Drifting {
        if (phases < 2) {
            throw new DataException("drifting(" + phases + ", " + over + ", " + rounds
                    + "): rows that change come in 2 phases or more");
        }
        if (rounds < 1) {
            throw new DataException(
                    "drifting(" + phases + ", " + over + ", " + rounds + "): a phase lasts 1 round or more");
        }
        if (over.sharesRows()) {
            throw new DataException("drifting(" + phases + ", " + over + ", " + rounds + "): " + over
                    + " puts a row in several phases; take one that deals each row once");
        }
    }

    /** The same rows; drift changes when they are seen. */
    @Override
    public Examples over(Examples rows, int[] party, int parties, Seed seed, Shape shape) {
        return rows;
    }

    /**
     * The phase of each row of one party, from 0.
     *
     * @param rows of the party
     * @param name of the party
     * @param seed of the party's own
     * @throws DataException where they cannot be dealt so
     */
    public int[] phases(Rows rows, String name, Seed seed) {
        if (rows.size() < phases) {
            throw new DataException(this + ": " + name + " has " + rows.size() + (rows.size() == 1 ? " row" : " rows")
                    + ", and sees at least one in each of " + phases
                    + " phases; take fewer phases, or a split that gives each party more rows");
        }
        List<int[]> dealt;
        try {
            dealt = over.deal(rows, phases, seed);
        } catch (DataException refused) {
            throw new DataException(this + ": the rows of " + name + " cannot be dealt to " + phases
                    + " phases as if these were parties: " + refused.getMessage());
        }
        int[] phase = IntStream.generate(() -> -1).limit(rows.size()).toArray();
        boolean once = dealt.size() == phases;
        for (int at = 0; at < dealt.size(); at++) {
            once = once && dealt.get(at).length > 0;
            for (int row : dealt.get(at)) {
                once = once && row >= 0 && row < phase.length && phase[row] < 0;
                if (once) {
                    phase[row] = at;
                }
            }
        }
        if (!once || IntStream.of(phase).anyMatch(at -> at < 0)) {
            throw new DataException(this + ": " + over + " must deal each of the " + rows.size() + " rows of " + name
                    + " to exactly one of " + phases
                    + " phases, and at least one to each, but it did not; correct its deal"
                    + " method");
        }
        return phase;
    }

    /** For people. */
    public String note() {
        return this + ": each party sees one of " + phases + " parts of its rows at a time, and another one "
                + (rounds == 1 ? "every round" : "every " + rounds + " rounds");
    }

    @Override
    public String toString() {
        return "drifting(" + phases + ", " + over + ", " + rounds + ")";
    }
}
