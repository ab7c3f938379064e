package dev.parley.engine;

import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.num.Seed;
import dev.parley.result.Activity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** A training under way at a place: exchanges with parties, and no look at their rows or memories. */
public interface Session extends AutoCloseable {
    /** The parties, in order. */
    List<Member> members();

    /**
     * Lets a cohort answer, and hands over what comes back in party order, whatever the order of arrival.
     *
     * @param cohort ascending indices of parties
     * @param seeds each party's own
     * @param shared what all are sent
     * @param own what the party of an index is sent beside it
     * @param sink takes the answers, on the caller's thread
     * @throws java.util.concurrent.CancellationException if the training is to stop; no party works on then
     */
    void exchange(
            Turn turn,
            int[] cohort,
            IntFunction<Seed> seeds,
            Payload shared,
            IntFunction<Payload> own,
            UpdateSink sink);

    /**
     * Asks one filter's half at some parties, beside the other filters.
     *
     * @param filter its place in the program's onion
     * @param to what each is sent
     * @param sink takes the answers in party order, each as an update of no rows, and who failed with the reason
     */
    void ask(Turn turn, int filter, IntFunction<Seed> seeds, Map<Member, Payload> to, UpdateSink sink);

    /** The round is finished: what parties remember of it is kept. What they remember of an unfinished one is not. */
    void finish();

    /** Writes what parties remember of finished rounds; nothing where they remember nothing. */
    void snapshot(OutputStream to) throws IOException;

    /** Gives parties what they remembered when an earlier session wrote it. */
    void restore(InputStream from) throws IOException;

    /**
     * Pieces of this training's work so far, each with its worker, in order, where the place tells; the last pieces of
     * very long ones.
     */
    default List<Activity> activity() {
        return List.of();
    }

    @Override
    void close();
}
