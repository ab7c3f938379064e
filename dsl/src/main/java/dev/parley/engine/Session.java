package dev.parley.engine;

import dev.parley.client.PartyMemory;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.model.Evaluation;
import dev.parley.num.ParamVector;
import dev.parley.result.PartyScore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** A job under way: exchanges with parties, and evaluations on the coordinator's rows. */
public interface Session extends AutoCloseable {
    /** The parties, in order. */
    List<Member> members();

    /**
     * Lets a cohort work and hands over what comes back, in party order, whatever the order of arrival.
     *
     * @param cohort ascending indices of parties
     * @param broadcast what each party is sent
     * @param sink takes the answers, on the caller's thread
     * @throws java.util.concurrent.CancellationException if the caller's thread is interrupted; no party works on then
     */
    void exchange(int[] cohort, IntFunction<Broadcast> broadcast, UpdateSink sink);

    /** The round is finished: what parties remember of it is kept. What they remember of an unfinished one is not. */
    void finish();

    /** What parties remember of finished rounds, by index, where it is anything; valid until the next exchange. */
    Map<Integer, PartyMemory> memories();

    /** Gives parties what they remembered when an earlier session ended; this session's from now on. */
    void remember(Map<Integer, PartyMemory> memories);

    /** Evaluates parameters on the coordinator's test rows. */
    Evaluation evaluate(ParamVector params);

    /**
     * Lets every party evaluate parameters on its own training rows.
     *
     * @param params what the party of an index evaluates
     * @return the parties' answers, in party order
     * @throws java.util.concurrent.CancellationException if the caller's thread is interrupted; no party works on then
     */
    List<PartyScore> score(IntFunction<ParamVector> params);

    /** Evaluates parameters on the coordinator's validation rows; empty where none were held out. */
    Optional<Evaluation> validate(ParamVector params);

    @Override
    void close();
}
