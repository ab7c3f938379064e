package dev.parley.cohort;

/** A choice that {@code cohort(n)} beside it tells how many to draw: coordinator's side. */
public interface Sized extends Participation {
    /** Tells whether a number of parties was given. */
    boolean isSized();

    /** The same choice of so many parties. */
    Participation sized(int count);
}
