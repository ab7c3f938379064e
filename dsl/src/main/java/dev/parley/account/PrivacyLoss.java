package dev.parley.account;

/** The privacy loss of one mechanism in one direction, put on grids that bound it from above and from below. */
interface PrivacyLoss {
    /** A loss with at most this probability below it. */
    double low(double tail);

    /** A loss with at most this probability above it. */
    double high(double tail);

    /** A grid with a delta that is at each epsilon, also of many rounds, at least the true one. */
    LossGrid above(double step, double tail);

    /** A grid with a delta that is at each epsilon, also of many rounds, at most the true one. */
    LossGrid below(double step, double tail);

    /** The law about as it is, for its moments: to choose a grid by, and no bound. */
    Moments moments(double tail);

    /** The smallest step that a grid can have. */
    default double finest() {
        return 0;
    }

    /** Tells whether a smaller step brings {@link #below} closer. */
    default boolean bracketed() {
        return true;
    }
}
