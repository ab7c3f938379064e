package dev.parley.num;

/** The part that an array of a model plays in training. */
public enum Role {
    /** Moved by gradients: local steps, server optimizers and clipping act on it. */
    LEARNED,

    /** Measured, such as a running mean: sent and averaged with the others, and never stepped on by an optimizer. */
    STATISTIC,

    /** Stays as it is: a server leaves it alone. */
    FROZEN
}
