package dev.parley.message;

/**
 * An account of what a party did for its answer; it is sent with it.
 *
 * @param samplesSeen rows seen in all, counted once an epoch
 * @param steps gradient steps taken
 * @param lossBefore mean training loss before the round's work, on up to 64 of the party's rows; NaN in a round that is
 *     not evaluated; where a round is one step, on the rows of that step
 * @param lossAfter the same rows' loss afterwards; NaN where {@code lossBefore} is, and where a round is one step, since
 *     looking would cost as much
 */
public record Work(long samplesSeen, int steps, double lossBefore, double lossAfter) {
    /** No training. */
    public static final Work NONE = new Work(0, 0, Double.NaN, Double.NaN);

    /** The same work, and more rows seen. */
    public Work and(long rows) {
        return new Work(samplesSeen + rows, steps, lossBefore, lossAfter);
    }

    /** This work and more that was done beside it; losses are those of this one. */
    public Work and(Work more) {
        return new Work(samplesSeen + more.samplesSeen, steps + more.steps, lossBefore, lossAfter);
    }

    /** The same work, its losses in another unit. */
    public Work lossesTimes(double factor) {
        return factor == 1 ? this : new Work(samplesSeen, steps, lossBefore * factor, lossAfter * factor);
    }
}
