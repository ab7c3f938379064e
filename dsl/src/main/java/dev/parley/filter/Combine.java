package dev.parley.filter;

/** The way in which a named vector of many updates becomes one. */
public enum Combine {
    /** Goes through the round's rule, with the weights of the delta. */
    AS_DELTA,
    /** Goes through the round's rule, but a weighted mean counts every party the same. */
    EQUALLY,
    /** Takes the plain mean over those who sent it, but under a rule that withstands attackers goes through that rule. */
    PLAIN_MEAN
}
