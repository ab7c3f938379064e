package dev.parley.round;

import dev.parley.account.Attended;
import dev.parley.engine.Evaluator;
import dev.parley.engine.Session;
import dev.parley.fault.DataException;
import dev.parley.filter.End;
import dev.parley.filter.Memory;
import dev.parley.filter.Remembered;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.num.ParamVector;
import dev.parley.num.Stop;
import dev.parley.num.VectorPool;
import dev.parley.plan.Accounts;
import dev.parley.plan.Plan;
import dev.parley.plan.Program;
import dev.parley.result.Outcome;
import dev.parley.result.PartyResult;
import dev.parley.result.RoundEvent;
import dev.parley.result.RoundListener;
import dev.parley.result.RoundResult;
import dev.parley.result.Snapshot;
import dev.parley.result.State;
import dev.parley.server.ServerState;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;

/** The loop over rounds. All four sentences run through it. */
public final class Coordinator {
    private static final String OWN = "coordinator";
    private static final String OVERRULED = "overruled";

    private final Plan plan;
    private final Program program;
    private final Pace pace;
    private final Session session;
    private final Evaluator evaluator;
    private final RoundListener listener;
    private final Consumer<RoundView> onRound;
    private final Watch watch;
    private final Checkpointer keeper;
    private final Function<List<RoundResult>, RoundHistory> kept;
    /** Each round's parameters take the place of those before the last. */
    private final VectorPool vectors = new VectorPool();

    private List<PartyResult> unfinished = List.of();
    /** Bytes that parties sent before the first round, by index. */
    private final SortedMap<Integer, Long> told = new TreeMap<>();

    /** Refusals before the first round, which stand among its results. */
    private final List<PartyResult> silent = new ArrayList<>();

    private Optional<Consumer<List<Payload>>> fit = Optional.empty();
    private Accounts accounts = Accounts.NONE;
    private RollCall roll = new RollCall(Attended.NOBODY, 0);

    /**
     * Number of rounds, and the rounds that are evaluated.
     *
     * @param rounds how many exchanges the plan comes to
     * @param evaluateEvery rounds from one evaluation to the next
     * @param least rounds that are done again as they were once: before the last of them nobody ends the training
     */
    public record Pace(int rounds, int evaluateEvery, int least) {
        /** With an end where somebody wants it. */
        public Pace(int rounds, int evaluateEvery) {
            this(rounds, evaluateEvery, 0);
        }

        /** With so many rounds in any case. */
        public Pace atLeast(int known) {
            return new Pace(rounds, evaluateEvery, known);
        }

        boolean evaluates(int round) {
            return round % evaluateEvery == 0 || round == rounds;
        }
    }

    /** Made ready for one training. */
    public Coordinator(
            Plan plan,
            Program program,
            Pace pace,
            Session session,
            Evaluator evaluator,
            RoundListener listener,
            Consumer<RoundView> onRound,
            Watch watch,
            Checkpointer keeper) {
        this(plan, program, pace, session, evaluator, listener, onRound, watch, keeper, RoundHistory::new);
    }

    /** With another limit of rows. */
    Coordinator(
            Plan plan,
            Program program,
            Pace pace,
            Session session,
            Evaluator evaluator,
            RoundListener listener,
            Consumer<RoundView> onRound,
            Watch watch,
            Checkpointer keeper,
            Function<List<RoundResult>, RoundHistory> kept) {
        this.plan = plan;
        this.program = program;
        this.pace = pace;
        this.session = session;
        this.evaluator = evaluator;
        this.listener = listener;
        this.onRound = onRound;
        this.watch = watch;
        this.keeper = keeper;
        this.kept = kept;
    }

    /**
     * Asks all parties before the first round for what they tell of their rows.
     *
     * @param taker gets the answers, in party order; one of all together where a filter lets nobody see the parts
     */
    public void roundZero(Consumer<List<Payload>> taker) {
        fit = Optional.of(taker);
    }

    /** Keeps accounts of privacy. */
    public void accounts(Accounts kept) {
        accounts = kept;
    }

    /**
     * Runs all rounds, or as many as come to pass: finished rounds are always in the outcome.
     *
     * @param initial the parameters to start from; closed here
     */
    public Outcome run(ParamVector initial) {
        ParamVector first = vectors.copy(initial);
        initial.close();
        Models models = new Models(plan.server(), plan.server().init(first), List.of());
        return loop(models, Remembered.NOTHING, List.of(), Attended.NOBODY, false);
    }

    /**
     * Goes on after the finished rounds of an earlier outcome, which stays as it is.
     *
     * <p>An earlier stop is overruled: its author is asked on, and can stop again after one more round, also where the
     * training is interrupted before that and resumed once more.
     */
    public Outcome resume(Outcome earlier) {
        told.putAll(earlier.told());
        State from = earlier.state().copy(vectors);
        boolean apart = program.onion().stream().anyMatch(filter -> filter.keepsAllAtHome());
        ServerState state = apart
                ? new ServerState(from.step(), ParamVector.zeros(program.layout()), Map.of())
                : new ServerState(from.step(), from.params().get(0), from.moments());
        try (InputStream parties = from.parties().open()) {
            session.restore(parties);
        } catch (IOException | IllegalArgumentException | ArithmeticException | NegativeArraySizeException e) {
            throw new DataException(
                    "what the parties of this run remember cannot be read back (" + e + "); train it anew", e);
        }
        Models models = new Models(plan.server(), state, apart ? from.params() : List.of());
        boolean stopped = earlier.end() instanceof End.Stopped;
        return loop(models, from.coordinator(), open(earlier.rounds()), earlier.attended(), stopped);
    }

    /** The rounds as they are when others follow: what parties measured and handed over at the end is done again. */
    private List<RoundResult> open(List<RoundResult> earlier) {
        if (plan.personalization().isEmpty() || earlier.isEmpty()) {
            return earlier;
        }
        List<RoundResult> rounds = new ArrayList<>(earlier);
        rounds.replaceAll(round ->
                scores(round.round()) ? round.closed(round.scores(), List.of()) : round.closed(List.of(), List.of()));
        return rounds;
    }

    private Outcome loop(
            Models models, Remembered remembered, List<RoundResult> earlier, Attended before, boolean overruled) {
        RoundHistory done = kept.apply(earlier);
        List<RoundResult> results = done.all();
        End end = new End.Complete();
        End.Point now = End.Point.START;
        Throwable failure = null;
        State left = State.NONE;
        roll = new RollCall(before, session.members().size());
        try (RoundContext context =
                new RoundContext(plan, program, session, evaluator, models, vectors, accounts, roll)) {
            context.memory().restore(remembered);
            Memory own = context.side(OWN).memory();
            try {
                if (overruled) {
                    own.put(OVERRULED, 1);
                    context.memory().commit();
                }
                fit.ifPresent(taker -> statistics(context, taker));
                for (int round = results.size() + 1; round <= pace.rounds() && end.isComplete(); round++) {
                    now = new End.Point(End.When.IN, round);
                    RoundResult result = round(round, context);
                    models.finish();
                    context.finish();
                    session.finish();
                    done.add(result);
                    unfinished = List.of();
                    now = new End.Point(End.When.AFTER, round);
                    listener.on(new RoundEvent.RoundEnded(result));
                    RoundView view = new RoundView(result, models);
                    onRound.accept(view);
                    String filters = context.stop().isEmpty() ? watch.stop(results) : context.stop();
                    String by = view.stopped() ? "onRound" : filters;
                    if (by.isEmpty() && own.number(OVERRULED, 0) != 0) {
                        own.put(OVERRULED, 0);
                        context.memory().commit();
                    }
                    boolean heard = own.number(OVERRULED, 0) == 0 && round >= pace.least() && round < pace.rounds();
                    end = by.isEmpty() || !heard ? end : new End.Stopped(by, round);
                    if (!end.isComplete() && plan.personalization().isPresent()) {
                        done.replaceLast(closing(round, context).closed(result, program));
                        models.finish();
                    }
                    if (end.isComplete() && round < pace.rounds()) {
                        keeper.keep(round, () -> underWay(results, models, context));
                    }
                }
            } catch (Throwable thrown) {
                boolean stopped = thrown instanceof CancellationException && Stop.isAskedHere();
                end = stopped ? new End.Interrupted(now) : new End.Failed(now);
                failure = stopped ? null : thrown;
            }
            models.close();
            left = end.isComplete()
                    ? models.finished(best(context), Snapshot.EMPTY).atTheEnd()
                    : models.finished(context.memory().remembered().copy(new VectorPool()), snapshot());
        }
        vectors.close();
        return new Outcome(pace.rounds(), results, unfinished, left, end, Optional.ofNullable(failure))
                .told(told)
                .attended(attended());
    }

    /** The best parameters, where they are kept; filters remember nothing beyond the last round. */
    private static Remembered best(RoundContext context) {
        String name = Watch.BEST + "/" + Watch.PARAMS;
        ParamVector best = context.memory().remembered().vectors().get(name);
        return best == null
                ? Remembered.NOTHING
                : new Remembered(new TreeMap<>(Map.of(name, best)), new TreeMap<>(), new TreeMap<>())
                        .copy(new VectorPool());
    }

    private Snapshot snapshot() {
        return Snapshot.of(session::snapshot);
    }

    private Outcome underWay(List<RoundResult> results, Models models, RoundContext context) {
        State state = models.finished(context.memory().remembered(), snapshot());
        End end = new End.UnderWay(results.size());
        return new Outcome(pace.rounds(), results, List.of(), state, end, Optional.empty())
                .told(told)
                .attended(attended());
    }

    private Attended attended() {
        return accounts.isEmpty() ? Attended.NOBODY : roll.attended();
    }

    private void statistics(RoundContext context, Consumer<List<Payload>> taker) {
        Turn turn = new Turn(0, pace.rounds(), Turn.STATISTICS, false);
        Round zero = new Round(context, turn, event -> {});
        try {
            taker.accept(zero.statistics());
            context.finish();
            session.finish();
        } finally {
            for (PartyResult result : zero.results()) {
                if (result.hasFailed()) {
                    silent.add(result);
                } else {
                    told.put(result.party().index(), result.bytesUp());
                }
            }
        }
    }

    /** A round that is done, once more in hand. */
    private Round closing(int number, RoundContext context) {
        return new Round(context, turn(number), listener);
    }

    private Turn turn(int number) {
        return new Turn(number, pace.rounds(), Turn.TRAIN, pace.evaluates(number));
    }

    private RoundResult round(int number, RoundContext context) {
        Round round = new Round(context, turn(number), listener);
        if (number == 1) {
            round.refused(silent);
        }
        try {
            return round.run(program, scores(number), watch);
        } finally {
            unfinished = round.results();
        }
    }

    private boolean scores(int round) {
        OptionalInt every = plan.evaluateParties();
        if (round == pace.rounds() && plan.personalization().isPresent()) {
            return true;
        }
        return every.isPresent() && (round % every.getAsInt() == 0 || round == pace.rounds());
    }
}
