package dev.parley.round;

import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.model.Evaluation;
import dev.parley.num.ParamVector;
import dev.parley.num.Stop;
import dev.parley.party.Scoring;
import dev.parley.personal.Personalization;
import dev.parley.plan.Program;
import dev.parley.result.HandedOver;
import dev.parley.result.PartyResult;
import dev.parley.result.PartyScore;
import dev.parley.result.RoundEvent;
import dev.parley.result.RoundListener;
import dev.parley.result.RoundResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One round: draw a cohort, exchange, step, evaluate. */
final class Round {
    private final RoundContext context;
    private final Turn turn;
    private final RoundListener listener;
    private final Answers answers;
    private final Answers asked;
    /** Parties that refused a step beside the training. */
    private final List<PartyResult> refusals = new ArrayList<>();

    Round(RoundContext context, Turn turn, RoundListener listener) {
        this.context = context;
        this.turn = turn;
        this.listener = listener;
        this.answers = new Answers(context, listener);
        this.asked = new Answers(context, event -> {});
        context.begin(turn);
    }

    /**
     * Does the round's work; the models have advanced then, and are not yet finished.
     *
     * @param watch looks at the metrics where the round is evaluated
     * @param scored whether parties also measure the model on their own rows
     */
    RoundResult run(Program program, boolean scored, Watch watch) {
        long start = System.nanoTime();
        Models models = context.models();
        int[] cohort = draw();
        listener.on(new RoundEvent.RoundBegun(
                turn.round(), Arrays.stream(cohort).boxed().toList()));
        context.asked(cohort);
        Aggregate all = Exchanges.ofCohort(context, answers, cohort).send(broadcast(Turn.TRAIN));
        Stop.check("interrupted");
        models.advance(all, turn);
        all.payload().close();
        context.done(cohort);
        OwnModels own = new OwnModels(context, answers.results());
        own.handOver(this::ask);
        Metrics metrics = turn.evaluated() ? own.evaluate() : Metrics.NONE;
        if (turn.evaluated()) {
            watch.look(context, metrics);
        }
        List<PartyScore> scores = scored ? scores(program) : List.of();
        boolean last = turn.round() == turn.rounds() && context.plan().handsOver();
        List<HandedOver> handed = last ? handedOver() : List.of();
        return new RoundResult(
                turn.round(),
                metrics.test(),
                metrics.validation(),
                withRefusals(withAsked(own.results())),
                scores,
                handed,
                context.notes(),
                context.traces(),
                List.copyOf(context.costs().values()),
                Optional.empty(),
                answers.examples(),
                answers.steps(),
                (System.nanoTime() - start) / 1e9);
    }

    /** The round's result, once parties have measured their own models and handed them over, where it became the last. */
    RoundResult closed(RoundResult result, Program program) {
        List<PartyScore> measured = result.scores().isEmpty() ? scores(program) : result.scores();
        return result.closed(measured, context.plan().handsOver() ? handedOver() : List.of());
    }

    private List<HandedOver> handedOver() {
        Answered models = ask(Turn.MODEL);
        SortedMap<Integer, ParamVector> own = new TreeMap<>();
        List<HandedOver> took = new ArrayList<>();
        for (int i = 0; i < models.updates().size(); i++) {
            PartyResult result = models.results().get(i);
            own.put(result.party().index(), models.updates().get(i).vector(Turn.MODEL));
            took.add(new HandedOver(result.party(), result.bytesDown(), result.bytesUp()));
        }
        context.models().personal(own);
        return took;
    }

    private int[] draw() {
        return context.plan()
                .participation()
                .draw(
                        turn,
                        context.members(),
                        context.side(RoundContext.COHORT),
                        Exchanges.beforeTheDraw(context, asked));
    }

    /** Results of the round's parties, joined with those of the parties that were asked before the draw. */
    private List<PartyResult> withAsked(List<PartyResult> drawn) {
        if (asked.results().isEmpty()) {
            return drawn;
        }
        SortedMap<Integer, PartyResult> all = new TreeMap<>();
        drawn.forEach(result -> all.put(result.party().index(), result));
        asked.results().forEach(result -> all.merge(result.party().index(), result.asked(), PartyResult::and));
        return List.copyOf(all.values());
    }

    private List<PartyResult> withRefusals(List<PartyResult> results) {
        List<PartyResult> all = new ArrayList<>(refusals);
        all.removeIf(result -> result.round() > 0);
        all.addAll(results);
        refusals.stream().filter(result -> result.round() > 0).forEach(all::add);
        return all;
    }

    /** Notes refusals of steps beside the round's training. */
    void refused(List<PartyResult> some) {
        refusals.addAll(some);
    }

    /** Message to all parties at a step; the seed of each is its own, and put in by the session. */
    private Broadcast broadcast(String step) {
        Payload payload = step.equals(Turn.STATISTICS)
                ? Payload.EMPTY
                : Payload.of(Update.PARAMS, context.models().global());
        Turn told = context.plan().guarantees().isEmpty() ? turn : turn.unmeasured();
        return new Broadcast(told.step(step), context.plan().seed(), payload);
    }

    /** Asks all parties for what they tell of their rows: of each its own, or one of all where nobody sees the parts. */
    List<Payload> statistics() {
        Collected collected = new Collected();
        Aggregate all = Exchanges.ofAll(context, answers).send(broadcast(Turn.STATISTICS), collected);
        return collected.all().isEmpty()
                ? List.of(all.payload())
                : collected.all().stream().map(Update::payload).toList();
    }

    /** Asks all parties to answer a step; what each answered, with the bytes that took. */
    Answered ask(String step) {
        Answers all = new Answers(context, event -> {});
        Collected collected = new Collected();
        Exchanges.ofAll(context, all).send(broadcast(step), collected);
        List<PartyResult> results = all.results();
        refused(results.stream().filter(PartyResult::hasFailed).toList());
        return new Answered(
                collected.all(), results.stream().filter(PartyResult::ok).toList());
    }

    /**
     * Answers of all parties.
     *
     * @param updates in party order
     * @param results what they took, in the same order
     */
    record Answered(List<Update> updates, List<PartyResult> results) {}

    private List<PartyScore> scores(Program program) {
        Answered all = ask(Turn.SCORE);
        boolean hasCommon =
                context.plan().personalization().map(Personalization::hasCommon).orElse(true);
        List<PartyScore> scores = new ArrayList<>();
        for (int i = 0; i < all.updates().size(); i++) {
            Update update = all.updates().get(i);
            PartyResult took = all.results().get(i);
            if (update.payload().number("examples") == 0) {
                continue; // it keeps no rows for a test of its own
            }
            Evaluation evaluation = Scoring.evaluation(update.payload(), program.model(), program.shape());
            Optional<Evaluation> personal = hasCommon
                    ? Scoring.personal(update.payload(), program.model(), program.shape())
                    : Optional.of(evaluation);
            scores.add(new PartyScore(took.party(), evaluation, personal, took.bytesDown(), took.bytesUp()));
        }
        return scores;
    }

    /** Results of the parties, also of a round that does not come to its end. */
    List<PartyResult> results() {
        return withAsked(answers.results());
    }
}
