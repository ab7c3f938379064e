package dev.parley.round;

import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.num.Stop;
import dev.parley.party.Scoring;
import dev.parley.plan.Program;
import dev.parley.result.PartyResult;
import dev.parley.result.PartyScore;
import dev.parley.result.RoundEvent;
import dev.parley.result.RoundListener;
import dev.parley.result.RoundResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** One round: draw a cohort, exchange, step, evaluate. */
final class Round {
    private final RoundContext context;
    private final Turn turn;
    private final RoundListener listener;
    private final Answers answers;

    Round(RoundContext context, Turn turn, RoundListener listener) {
        this.context = context;
        this.turn = turn;
        this.listener = listener;
        this.answers = new Answers(context, listener);
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
        int least = context.plan().minParties(cohort.length);
        Aggregate all = new Exchanges(context, answers, cohort, least).send(broadcast(Turn.TRAIN));
        Stop.check("interrupted");
        models.advance(all, turn);
        all.payload().close();
        OwnModels own = new OwnModels(context, answers.results());
        own.handOver(this::ask);
        Metrics metrics = turn.evaluated() ? own.evaluate() : Metrics.NONE;
        if (turn.evaluated()) {
            watch.look(context, metrics);
        }
        List<PartyScore> scores = scored ? scores(program) : List.of();
        return new RoundResult(
                turn.round(),
                metrics.test(),
                metrics.validation(),
                own.results(),
                scores,
                context.notes(),
                answers.examples(),
                answers.steps(),
                (System.nanoTime() - start) / 1e9);
    }

    private int[] draw() {
        int[] everyone = everyone();
        Exchanges ask = new Exchanges(context, new Answers(context, event -> {}), everyone, everyone.length);
        return context.plan().participation().draw(turn, context.members(), context.side("participation"), ask.bare());
    }

    private int[] everyone() {
        return IntStream.range(0, context.members().size()).toArray();
    }

    /** What all parties are sent at a step; the seed of each is its own, and put in by the session. */
    private Broadcast broadcast(String step) {
        Payload payload = step.equals(Turn.STATISTICS)
                ? Payload.EMPTY
                : Payload.of(Update.PARAMS, context.models().global());
        return new Broadcast(turn.step(step), context.plan().seed(), payload);
    }

    /** Asks all parties to answer a step; what each answered, with the bytes that took. */
    Answered ask(String step) {
        int[] everyone = everyone();
        Answers asked = new Answers(context, event -> {});
        Collected collected = new Collected();
        new Exchanges(context, asked, everyone, everyone.length).send(broadcast(step), collected);
        return new Answered(collected.all(), asked.results());
    }

    /**
     * Answers of all parties.
     *
     * @param updates in party order
     * @param results what they took, in the same order
     */
    record Answered(List<Update> updates, List<PartyResult> results) {}

    private List<PartyScore> scores(Program program) {
        Answered asked = ask(Turn.SCORE);
        List<PartyScore> scores = new ArrayList<>();
        for (int i = 0; i < asked.updates().size(); i++) {
            Update update = asked.updates().get(i);
            PartyResult took = asked.results().get(i);
            if (update.payload().number("examples") == 0) {
                continue; // it keeps no rows for a test of its own
            }
            scores.add(new PartyScore(
                    took.party(),
                    Scoring.evaluation(update.payload(), program.model(), program.shape()),
                    took.bytesDown(),
                    took.bytesUp()));
        }
        return scores;
    }

    /** What the parties did, also of a round that does not come to its end. */
    List<PartyResult> results() {
        return answers.results();
    }
}
