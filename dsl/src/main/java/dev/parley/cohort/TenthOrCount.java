package dev.parley.cohort;

import dev.parley.fault.PlanException;
import java.util.List;
import java.util.Optional;

/** A choice of a number of parties in each round, or of a tenth of them, at least 1, where the number is 0. */
interface TenthOrCount extends Sized {
    /** Number of parties that was asked for; 0 where none was. */
    int count();

    /** Word of the choice. */
    String word();

    /** Refuses a number below 0. */
    static void check(String word, int count) {
        if (count < 0) {
            throw new PlanException(word + "(n) needs at least 1, but " + count + " was given; take 1 or more");
        }
    }

    /** Number of parties to draw of so many. */
    default int size(int parties) {
        return Math.min(parties, count() == 0 ? Math.max(1, parties / 10) : count());
    }

    @Override
    default double expected(int parties) {
        return size(parties);
    }

    @Override
    default Optional<String> refusal(List<String> parties) {
        return UniformCount.more(said(), count(), parties.size(), word() + "(" + parties.size() + ")");
    }

    @Override
    default boolean isSized() {
        return count() > 0;
    }

    /** The choice as a user says it. */
    default String said() {
        return word() + "(" + (count() == 0 ? "" : count()) + ")";
    }
}
