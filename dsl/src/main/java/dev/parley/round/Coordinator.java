package dev.parley.round;

import dev.parley.engine.Session;
import dev.parley.message.Broadcast;
import dev.parley.model.Evaluation;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import dev.parley.plan.Kind;
import dev.parley.plan.Plan;
import dev.parley.result.PartyResult;
import dev.parley.result.PartyScore;
import dev.parley.result.RoundEvent;
import dev.parley.result.RoundListener;
import dev.parley.result.RoundResult;
import dev.parley.result.State;
import dev.parley.server.ServerState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;

/** The loop: draw a cohort, let it work, aggregate, step, evaluate. All four sentences run through it. */
public final class Coordinator {
    private static final String STOPPED = "stopped by onRound after round ";
    private static final String KEPT = "kept while it was training, after round ";

    private final Plan plan;
    private final int rounds;
    private final int evaluateEvery;
    private final Session session;
    private final RoundListener listener;
    private final Consumer<RoundView> onRound;
    private final Checkpointer keeper;
    private final Function<List<RoundResult>, RoundHistory> kept;
    /** Each round's parameters take the place of those before the last. */
    private final VectorPool vectors = new VectorPool();

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
            Consumer<RoundView> onRound,
            Checkpointer keeper) {
        this(plan, rounds, evaluateEvery, session, listener, onRound, keeper, RoundHistory::new);
    }

    /** With another limit of rows. */
    Coordinator(
            Plan plan,
            int rounds,
            int evaluateEvery,
            Session session,
            RoundListener listener,
            Consumer<RoundView> onRound,
            Checkpointer keeper,
            Function<List<RoundResult>, RoundHistory> kept) {
        this.plan = plan;
        this.rounds = rounds;
        this.evaluateEvery = evaluateEvery;
        this.session = session;
        this.listener = listener;
        this.onRound = onRound;
        this.keeper = keeper;
        this.kept = kept;
    }

    /**
     * Runs all rounds, or as many as come to pass: finished rounds are always in the outcome.
     *
     * @param initial the parameters to start from; closed here
     */
    public Outcome run(ParamVector initial) {
        ParamVector first = vectors.copy(initial);
        initial.close();
        ModelState standing = plan.kind() == Kind.LOCAL
                ? ApartModels.start(first, session.members().size())
                : new SharedModel(plan.server().init(first), plan.aggregation(), plan.server());
        return loop(standing, List.of(), false);
    }

    /**
     * Goes on after the finished rounds of an earlier outcome, which stays as it is.
     *
     * <p>Where {@code onRound} stopped it, that stop is overruled: the callback is asked on, and can stop again once it
     * has let a round pass.
     */
    public Outcome resume(Outcome earlier) {
        State from = earlier.state().copy(vectors);
        ModelState standing = plan.kind() == Kind.LOCAL
                ? new ApartModels(from.params())
                : new SharedModel(
                        new ServerState(from.step(), from.params().get(0), from.moments()),
                        plan.aggregation(),
                        plan.server());
        session.remember(from.memories());
        return loop(standing, earlier.rounds(), earlier.why().startsWith(STOPPED));
    }

    private Outcome loop(ModelState standing, List<RoundResult> earlier, boolean overruled) {
        int parties = session.members().size();
        RoundHistory done = kept.apply(earlier);
        List<RoundResult> results = done.all();
        String why = "";
        String now = "before the first round";
        Throwable failure = null;
        try {
            for (int round = results.size() + 1; round <= rounds && why.isEmpty(); round++) {
                now = "in round " + round;
                RoundResult result = round(round, standing, parties);
                standing.finish();
                session.finish();
                done.add(result);
                unfinished = List.of();
                now = "after round " + round;
                listener.on(new RoundEvent.RoundEnded(result));
                RoundView view = new RoundView(result, standing);
                onRound.accept(view);
                overruled &= view.stopped();
                why = view.stopped() && !overruled && round < rounds ? STOPPED + round : "";
                if (why.isEmpty() && round < rounds) {
                    keeper.keep(round, () -> soFar(results, standing));
                }
            }
        } catch (CancellationException e) {
            why = "interrupted " + now;
        } catch (RuntimeException | Error e) {
            why = "failed " + now;
            failure = e;
        }
        standing.close();
        vectors.close();
        State left = why.isEmpty()
                ? standing.finished().atTheEnd()
                : standing.finished().remembering(State.copies(session.memories()));
        return new Outcome(rounds, results, unfinished, left, why, Optional.ofNullable(failure));
    }

    private Outcome soFar(List<RoundResult> results, ModelState standing) {
        State state = standing.finished().remembering(session.memories());
        return new Outcome(rounds, results, List.of(), state, KEPT + results.size(), Optional.empty());
    }

    private RoundResult round(int round, ModelState standing, int parties) {
        long start = System.nanoTime();
        Seed seed = plan.seed();
        boolean evaluated = round % evaluateEvery == 0 || round == rounds;
        int[] drawn = plan.participation().draw(round, parties, seed);
        listener.on(
                new RoundEvent.RoundBegun(round, Arrays.stream(drawn).boxed().toList()));
        Answers cohort = new Answers(round, session.members(), standing, listener);
        try {
            session.exchange(
                    drawn, party -> Broadcast.of(round, rounds, evaluated, seed, standing.params(party)), cohort);
            cohort.require(plan.minParties(drawn.length));
        } finally {
            unfinished = cohort.results();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
        standing.advance();
        Optional<Evaluation> test = evaluated ? Optional.of(standing.evaluate(session)) : Optional.empty();
        Optional<Evaluation> validation = evaluated ? standing.validate(session) : Optional.empty();
        List<PartyScore> scores = scores(round, standing);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new RoundResult(
                round, test, validation, cohort.scored(), scores, cohort.examples(), cohort.steps(), seconds);
    }

    private List<PartyScore> scores(int round, ModelState standing) {
        OptionalInt every = plan.evaluateParties();
        boolean asked = every.isPresent() && (round % every.getAsInt() == 0 || round == rounds);
        return asked ? session.score(standing::params) : List.of();
    }

    /**
     * What is left when the loop has ended, for whatever reason.
     *
     * @param planned rounds there were to be
     * @param rounds the finished rounds
     * @param unfinished what parties did in a round that did not come to its end
     * @param state after the last finished round
     * @param why the reason of an early end; empty where all rounds are done
     * @param failure what ended it, where something failed
     */
    public record Outcome(
            int planned,
            List<RoundResult> rounds,
            List<PartyResult> unfinished,
            State state,
            String why,
            Optional<Throwable> failure) {

        /** Throws what ended it, where something failed. */
        public void rethrow() {
            if (failure.isEmpty()) {
                return;
            }
            if (failure.get() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure.get();
        }

        /** The parameters after the last finished round: one vector, or one for each party. */
        public List<ParamVector> params() {
            return state.params();
        }
    }
}
