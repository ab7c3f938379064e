package dev.parley.message;

import dev.parley.num.ParamVector;
import java.util.Map;
import java.util.Objects;

/**
 * What a party sends back: {@code delta = local - global}; the server adds it.
 *
 * @param party who sends
 * @param examples rows the update stands for, the weight of a weighted mean
 * @param samplesSeen rows seen in all, counted once an epoch
 * @param steps gradient steps taken
 * @param vectors named vectors; {@code delta} is always there
 * @param lossBefore mean training loss before the round's work, on up to 64 of the party's rows; NaN in a round that is
 *     not evaluated; where a round is one step, on the rows of that step
 * @param lossAfter the same rows' loss afterwards; NaN where {@code lossBefore} is, and where a round is one step, since
 *     looking would cost as much
 */
public record Update(
        Member party,
        int examples,
        long samplesSeen,
        int steps,
        Map<String, ParamVector> vectors,
        double lossBefore,
        double lossAfter)
        implements AutoCloseable {

    /** The change of the parameters. */
    public ParamVector delta() {
        return Objects.requireNonNull(vectors.get("delta"));
    }

    /** Frees its vectors' memory but for one that has gone to somebody else. */
    public void closeAllBut(ParamVector kept) {
        vectors.values().stream().filter(vector -> vector != kept).forEach(ParamVector::close);
    }

    /** Frees its vectors' memory. */
    @Override
    public void close() {
        vectors.values().forEach(ParamVector::close);
    }
}
