package dev.parley.filter;

/** The way in which a named vector of many updates becomes one. */
public enum Combine {
    /** Goes through the round's rule, with the weights of the delta. */
    AS_DELTA,
    /** Takes the plain mean over those who sent it, whatever the rule is. */
    PLAIN_MEAN
}
