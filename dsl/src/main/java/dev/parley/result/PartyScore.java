package dev.parley.result;

import dev.parley.message.Member;
import dev.parley.model.Evaluation;
import dev.parley.num.ParamVector;
import dev.parley.wire.Codec;

/**
 * How good the model is on one party's own training rows, measured by that party, and the bytes that took.
 *
 * <p>The model is the shared one after the round; in {@code local()} it is the party's own. Unlike the test rows these
 * rows were trained on, so the score tells how evenly a model serves its parties, not how well it generalizes.
 *
 * @param party who measured, whether or not it took part in the round
 * @param evaluation on all its rows
 * @param bytesDown bytes of the model it was sent for this
 * @param bytesUp bytes of its answer: its row count, its loss, and its accuracy or RMSE and R2
 */
public record PartyScore(Member party, Evaluation evaluation, long bytesDown, long bytesUp) {
    private static final int SCALARS = 4 * Double.BYTES;

    /** Counts an answer in a codec. */
    public static PartyScore of(Member party, Evaluation evaluation, ParamVector sent, Codec codec) {
        return new PartyScore(party, evaluation, codec.bytes(sent), SCALARS);
    }
}
