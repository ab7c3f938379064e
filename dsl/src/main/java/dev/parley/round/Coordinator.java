package dev.parley.round;

import dev.parley.engine.Session;
import dev.parley.message.Broadcast;
import dev.parley.model.Evaluation;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.plan.Kind;
import dev.parley.plan.Plan;
import dev.parley.wire.PartyScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** The loop: draw a cohort, let it work, aggregate, step, evaluate. All four sentences run through it. */
public final class Coordinator {
    private final Plan plan;
    private final int rounds;
    private final int evaluateEvery;
    private final Session session;
    private final RoundListener listener;
    private final Consumer<RoundView> onRound;
    private List<PartyResult> unfinished = List.of();

    /**
     * Made ready for one run.
     *
     * @param rounds how many exchanges the plan comes to
     * @param evaluateEvery rounds from one evaluation to the next
     */
    public Coordinator(
            Plan plan,
            int rounds,
            int evaluateEvery,
            Session session,
            RoundListener listener,
            Consumer<RoundView> onRound) {
        this.plan = plan;
        this.rounds = rounds;
        this.evaluateEvery = evaluateEvery;
        this.session = session;
        this.listener = listener;
        this.onRound = onRound;
    }

    /**
     * Runs all rounds, or as many as come to pass: finished rounds are always in the outcome.
     *
     * @param initial the parameters to start from; closed here
     */
    public Outcome run(ParamVector initial) {
        int parties = session.members().size();
        Standing standing = plan.kind() == Kind.LOCAL
                ? new ApartModels(initial, parties)
                : new SharedModel(initial, plan.aggregation(), plan.server());
        List<RoundResult> results = new ArrayList<>();
        List<ParamVector> kept = standing.copies();
        String why = "";
        RuntimeException failure = null;
        try {
            for (int round = 1; round <= rounds && why.isEmpty(); round++) {
                RoundResult result = round(round, standing, parties);
                results.add(result);
                unfinished = List.of();
                kept.forEach(ParamVector::close);
                kept = standing.copies();
                listener.on(new RoundEvent.RoundEnded(result));
                RoundView view = new RoundView(result, standing);
                onRound.accept(view);
                why = view.stopped() ? "stopped by onRound after round " + round : "";
            }
        } catch (CancellationException e) {
            why = "interrupted in round " + (results.size() + 1);
        } catch (RuntimeException e) {
            why = "failed in round " + (results.size() + 1);
            failure = e;
        }
        standing.close();
        return new Outcome(results, unfinished, kept, why, Optional.ofNullable(failure));
    }

    private RoundResult round(int round, Standing standing, int parties) {
        long start = System.nanoTime();
        Seed seed = plan.seed();
        int[] drawn = plan.participation().draw(round, parties, seed);
        listener.on(
                new RoundEvent.RoundBegun(round, Arrays.stream(drawn).boxed().toList()));
        Cohort cohort = new Cohort(round, standing, listener);
        try {
            session.exchange(drawn, party -> Broadcast.of(round, rounds, seed, standing.params(party)), cohort);
            cohort.require(plan.minParties(drawn.length));
        } finally {
            unfinished = cohort.results();
        }
        standing.advance();
        boolean evaluated = round % evaluateEvery == 0 || round == rounds;
        Optional<Evaluation> test = evaluated ? Optional.of(standing.evaluate(session)) : Optional.empty();
        Optional<Evaluation> validation = evaluated ? standing.validate(session) : Optional.empty();
        List<PartyScore> scores = scores(round, standing);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new RoundResult(
                round, test, validation, cohort.results(), scores, cohort.examples(), cohort.steps(), seconds);
    }

    private List<PartyScore> scores(int round, Standing standing) {
        OptionalInt every = plan.evaluateParties();
        boolean asked = every.isPresent() && (round % every.getAsInt() == 0 || round == rounds);
        return asked ? session.score(standing::params) : List.of();
    }

    /**
     * What is left when the loop has ended, for whatever reason.
     *
     * @param rounds the finished rounds
     * @param unfinished what parties did in a round that did not come to its end
     * @param params the parameters after the last of them: one vector, or one for each party
     * @param why the reason of an early end; empty where all rounds are done
     * @param failure what ended it, where something failed
     */
    public record Outcome(
            List<RoundResult> rounds,
            List<PartyResult> unfinished,
            List<ParamVector> params,
            String why,
            Optional<RuntimeException> failure) {}
}
