package dev.parley.account;

/**
 * One party's part in a training, as far as an account has to know it.
 *
 * @param rows its training rows, taken as known to all
 * @param sampling the probability with which each round draws it secretly and by itself; 1 where the draw is no secret
 * @param rounds finished rounds of the training, whether or not it took part
 * @param present finished rounds in which it took part
 * @param asked rounds in which it was asked for an update, also those that were not finished
 */
public record Presence(int rows, double sampling, int rounds, int present, int asked) {
    /** Tells whether an account of this one can be no less than that of another: no more rows, and no fewer rounds. */
    public boolean covers(Presence other) {
        return rows <= other.rows && present >= other.present && asked >= other.asked;
    }
}
