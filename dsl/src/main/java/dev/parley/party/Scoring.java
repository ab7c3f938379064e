package dev.parley.party;

import dev.parley.example.Examples;
import dev.parley.example.Shape;
import dev.parley.message.Payload;
import dev.parley.model.Evaluation;
import dev.parley.model.Learner;
import dev.parley.model.MetricSums;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.personal.Personalization;
import java.util.Optional;
import java.util.stream.IntStream;

/** Measures a model on rows, and sends what comes out as sums, of which metrics are made on the other side. */
public final class Scoring {
    private static final int CHUNK = 1024;

    private Scoring() {}

    /** The sums over all rows, in parts of fixed size that are added in order. */
    static Payload of(Learner learner, ParamVector params, Examples rows) {
        int[] all = IntStream.range(0, rows.size()).toArray();
        MetricSums sums = MetricSums.NONE;
        for (int from = 0; from < all.length; from += CHUNK) {
            int to = Math.min(from + CHUNK, all.length);
            sums = sums.plus(MetricSums.of(learner, params, rows, all, from, to));
        }
        return Payload.EMPTY
                .and("examples", (double) sums.examples())
                .and("loss", sums.loss())
                .and("correct", (double) sums.correct())
                .and("squared", sums.squared())
                .and("sum", sums.sum())
                .and("square", sums.square());
    }

    /** The metrics of a party's own model beside the common one, where it has such a one. */
    public static Optional<Evaluation> personal(Payload sent, Model model, Shape shape) {
        String of = Personalization.PERSONAL;
        return sent.numbers().containsKey(of + "examples")
                ? Optional.of(evaluation(sent, of, model, shape))
                : Optional.empty();
    }

    /** The metrics of the sums that a party sent, in the target's own unit. */
    public static Evaluation evaluation(Payload sent, Model model, Shape shape) {
        return evaluation(sent, "", model, shape);
    }

    private static Evaluation evaluation(Payload sent, String of, Model model, Shape shape) {
        MetricSums sums = new MetricSums(
                (long) sent.number(of + "examples"),
                sent.number(of + "loss"),
                (long) sent.number(of + "correct"),
                sent.number(of + "squared"),
                sent.number(of + "sum"),
                sent.number(of + "square"));
        return sums.evaluation(model, shape);
    }
}
