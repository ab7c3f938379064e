package dev.parley.run;

import dev.parley.result.Outcome;

/** Continues a run that ended early. */
@FunctionalInterface
public interface Resumption {
    /**
     * Trains the rounds that are left.
     *
     * @param run the run that ended early; it stays as it is
     * @param left where it stands
     * @param given what it needs and does not have
     * @return a run of all rounds, the earlier ones first
     */
    Run from(Run run, Outcome left, Supplied given);
}
