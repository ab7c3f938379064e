package dev.parley.result;

/**
 * One piece of work of a training: who computed what, where and when.
 *
 * @param round from 1; 0 is the exchange before the first
 * @param step of the exchange, such as {@code train}
 * @param party whose work it was
 * @param where who computed it, such as {@code executor 1}
 * @param begun milliseconds since 1970, by the clock of whoever computed it
 * @param millis how long it took
 * @param again whether it was computed once more, since whoever computed it first was lost
 */
public record Activity(int round, String step, String party, String where, long begun, double millis, boolean again) {
    /** When it ended, in milliseconds since 1970. */
    public double ended() {
        return begun + millis;
    }
}
