package dev.parley.result;

import dev.parley.message.Member;
import dev.parley.model.Evaluation;
import java.util.Optional;

/**
 * Scores of the model on one party's own rows, measured by that party, and the bytes that took.
 *
 * <p>The model is the shared one after the round; in {@code local()} it is the party's own. The rows
 * are those that the party keeps for its own test, where the split says {@code partyTest(share)}. Else they are its
 * training rows: the score tells how evenly a model serves its parties then, not how well it generalizes.
 *
 * @param party who measured, whether or not it took part in the round
 * @param evaluation on all these rows
 * @param personal where a party has a model of its own beside the common one, that one's on the same rows
 * @param bytesDown bytes of the model it was sent for this
 * @param bytesUp bytes of its answer: sums of which the metrics are made
 */
public record PartyScore(
        Member party, Evaluation evaluation, Optional<Evaluation> personal, long bytesDown, long bytesUp) {
    /** Scores of one model alone. */
    public PartyScore(Member party, Evaluation evaluation, long bytesDown, long bytesUp) {
        this(party, evaluation, Optional.empty(), bytesDown, bytesUp);
    }
}
