package dev.parley.result;

import dev.parley.model.Evaluation;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Result of a round.
 *
 * @param round from 1
 * @param evaluation on the test rows, where this round was evaluated
 * @param validation on the validation rows, where there are some and this round was evaluated
 * @param parties what each party of the cohort, or that was asked before the draw, did; of a round past the limit of rows, the first failure alone
 * @param examples rows seen by all of them
 * @param steps gradient steps of all of them
 * @param scores on each party's own rows, in party order, where this round was asked to measure them
 * @param handed parties that handed their own model over, as they do after the last round
 * @param measures numbers that filters and rules have noted, by name
 * @param traces numbers of filters that are no columns, by name
 * @param costs what each step took, where updates are hidden in sums
 * @param unlisted what the parties came to that are not listed; empty where all are, as in all but very long runs
 * @param seconds time of the round, evaluation included
 */
public record RoundResult(
        int round,
        Optional<Evaluation> evaluation,
        Optional<Evaluation> validation,
        List<PartyResult> parties,
        List<PartyScore> scores,
        List<HandedOver> handed,
        SortedMap<String, Double> measures,
        SortedMap<String, List<Double>> traces,
        List<StepCost> costs,
        Optional<RoundTotals> unlisted,
        long examples,
        long steps,
        double seconds) {
    public RoundResult {
        parties = List.copyOf(parties);
        scores = List.copyOf(scores);
        handed = List.copyOf(handed);
        measures = Collections.unmodifiableSortedMap(measures);
        traces = Collections.unmodifiableSortedMap(traces);
        costs = List.copyOf(costs);
    }

    /** A round that lists all its parties. */
    public RoundResult(
            int round,
            Optional<Evaluation> evaluation,
            Optional<Evaluation> validation,
            List<PartyResult> parties,
            List<PartyScore> scores,
            SortedMap<String, Double> measures,
            long examples,
            long steps,
            double seconds) {
        this(
                round,
                evaluation,
                validation,
                parties,
                scores,
                List.of(),
                measures,
                new TreeMap<>(),
                List.of(),
                Optional.empty(),
                examples,
                steps,
                seconds);
    }

    /** The same round with what parties measured and handed over at its end. */
    public RoundResult closed(List<PartyScore> measured, List<HandedOver> models) {
        return new RoundResult(
                round,
                evaluation,
                validation,
                parties,
                measured,
                models,
                measures,
                traces,
                costs,
                unlisted,
                examples,
                steps,
                seconds);
    }

    /** One of the usual metrics by its name: loss and accuracy of classes, loss, rmse and r2 of a number. */
    public static Optional<Double> metric(Evaluation evaluation, String name) {
        return switch (name) {
            case "loss" -> Optional.of(evaluation.loss());
            case "accuracy" -> finite(evaluation.accuracy());
            case "rmse" -> finite(evaluation.rmse());
            case "r2" -> finite(evaluation.r2());
            default -> Optional.empty();
        };
    }

    private static Optional<Double> finite(double value) {
        return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
    }

    /** A metric that was watched in this round, on the validation rows where there are some, else on the test rows. */
    public Optional<Double> watched(String name) {
        Optional<Double> usual = validation.or(() -> evaluation).flatMap(each -> metric(each, name));
        return usual.or(() -> noted(name));
    }

    /** A number that was noted in this round, of the validation rows where there are some. */
    public Optional<Double> noted(String name) {
        return Optional.ofNullable(measures.get("validation " + name))
                .or(() -> Optional.ofNullable(measures.get(name)));
    }

    /** The same round with totals in place of its rows; its first failure stays, so that there is a reason to read. */
    public RoundResult unlist() {
        return unlisted.isPresent()
                ? this
                : new RoundResult(
                        round,
                        evaluation,
                        validation,
                        parties.stream().filter(PartyResult::hasFailed).limit(1).toList(),
                        List.of(),
                        List.of(),
                        measures,
                        traces,
                        costs,
                        Optional.of(RoundTotals.of(this)),
                        examples,
                        steps,
                        seconds);
    }

    /** Bytes sent by the coordinator. */
    public long bytesDown() {
        return parties.stream().mapToLong(PartyResult::bytesDown).sum()
                + scores.stream().mapToLong(PartyScore::bytesDown).sum()
                + handed.stream().mapToLong(HandedOver::bytesDown).sum()
                + unlisted.map(RoundTotals::bytesDown).orElse(0L);
    }

    /** Bytes sent by the parties. */
    public long bytesUp() {
        return parties.stream().mapToLong(PartyResult::bytesUp).sum()
                + scores.stream().mapToLong(PartyScore::bytesUp).sum()
                + handed.stream().mapToLong(HandedOver::bytesUp).sum()
                + unlisted.map(RoundTotals::bytesUp).orElse(0L);
    }

    /** Parties that answered. */
    public int answered() {
        return (int) parties.stream().filter(PartyResult::ok).count()
                + unlisted.map(RoundTotals::answered).orElse(0);
    }

    /** Parties that failed. */
    public int failed() {
        return (int) parties.stream().filter(PartyResult::hasFailed).count()
                + unlisted.map(RoundTotals::failed).orElse(0);
    }
}
