package dev.parley.run;

import dev.parley.example.Task;
import dev.parley.fault.PlanException;
import dev.parley.model.Evaluation;
import dev.parley.plan.Kind;
import dev.parley.result.Part;
import dev.parley.result.PartyQuantiles;
import dev.parley.result.PartyResult;
import dev.parley.result.PartyScore;
import dev.parley.result.PersonalMean;
import dev.parley.result.RoundResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A run's tables: by round, by party, and the ledger of what left whom. */
final class RunTables {
    private RunTables() {}

    static Table rounds(Run run) {
        List<RoundResult> rounds = run.rounds();
        Table table = Table.create(run.name());
        table.addColumns(IntColumn.create(
                "round", rounds.stream().mapToInt(RoundResult::round).toArray()));
        table.addColumns(metric("loss", rounds, Evaluation::loss));
        if (run.task() == Task.CLASSIFICATION) {
            table.addColumns(metric("accuracy", rounds, Evaluation::accuracy));
        } else {
            table.addColumns(metric("rmse", rounds, Evaluation::rmse), metric("r2", rounds, Evaluation::r2));
        }
        if (rounds.stream().anyMatch(round -> round.validation().isPresent())) {
            table.addColumns(metric("validation loss", rounds, RoundResult::validation, Evaluation::loss));
            if (run.task() == Task.CLASSIFICATION) {
                table.addColumns(metric("validation accuracy", rounds, RoundResult::validation, Evaluation::accuracy));
            }
        }
        if (rounds.stream().anyMatch(round -> PartyQuantiles.of(round).isPresent())) {
            String metric = run.task() == Task.CLASSIFICATION ? "accuracy" : "r2";
            table.addColumns(
                    spread(metric + " p10", rounds, PartyQuantiles::low),
                    spread(metric + " p90", rounds, PartyQuantiles::high));
        }
        if (rounds.stream().anyMatch(round -> !Double.isNaN(PersonalMean.of(round)))) {
            String metric = run.task() == Task.CLASSIFICATION ? "accuracy" : "r2";
            table.addColumns(DoubleColumn.create(
                    "personal " + metric, values(rounds.stream().map(PersonalMean::of))));
        }
        measures(rounds.stream().map(RoundResult::measures).toList()).forEach(table::addColumns);
        return table.addColumns(
                IntColumn.create(
                        "parties",
                        rounds.stream().mapToInt(RoundResult::answered).toArray()),
                longs("examples", rounds, RoundResult::examples),
                longs("steps", rounds, RoundResult::steps),
                longs("bytes up", rounds, round -> moved(run) ? round.bytesUp() : 0),
                longs("bytes down", rounds, round -> moved(run) ? round.bytesDown() : 0),
                DoubleColumn.create("seconds", values(rounds.stream().map(RoundResult::seconds))));
    }

    static Table parties(Run run) {
        List<PartyResult> all = results(run);
        Table table = Table.create(run.name() + ": parties");
        table.addColumns(
                IntColumn.create(
                        "round", all.stream().mapToInt(PartyResult::round).toArray()),
                StringColumn.create(
                        "party", all.stream().map(result -> result.party().name())),
                IntColumn.create(
                        "rows",
                        all.stream()
                                .mapToInt(result -> result.party().examples())
                                .toArray()),
                DoubleColumn.create("loss before", values(all.stream().map(PartyResult::lossBefore))),
                DoubleColumn.create("loss after", values(all.stream().map(PartyResult::lossAfter))),
                DoubleColumn.create("delta norm", values(all.stream().map(PartyResult::deltaNorm))),
                DoubleColumn.create("ms", values(all.stream().map(PartyResult::millis))));
        if (run.plan().kind() == Kind.LOCAL) {
            boolean classes = run.task() == Task.CLASSIFICATION;
            table.addColumns(DoubleColumn.create(
                    classes ? "accuracy" : "r2",
                    values(all.stream()
                            .map(result -> result.own()
                                    .map(classes ? Evaluation::accuracy : Evaluation::r2)
                                    .orElse(Double.NaN)))));
        }
        Map<String, String> attacks = Attackers.of(run);
        if (!attacks.isEmpty()) {
            table.addColumns(StringColumn.create(
                    "attack",
                    all.stream()
                            .map(result -> attacks.getOrDefault(result.party().name(), ""))));
        }
        if (all.stream().anyMatch(result -> result.part() != Part.DRAWN)) {
            table.addColumns(StringColumn.create(
                    "part", all.stream().map(result -> result.part().word())));
        }
        measures(all.stream().map(PartyResult::measures).toList()).stream()
                .filter(column -> !table.columnNames().contains(column.name()))
                .forEach(table::addColumns);
        return table.addColumns(StringColumn.create("error", all.stream().map(PartyResult::error)));
    }

    /** A column for each name that occurs; missing where a row does not have it. */
    private static List<DoubleColumn> measures(List<SortedMap<String, Double>> rows) {
        TreeSet<String> names = new TreeSet<>();
        rows.forEach(row -> names.addAll(row.keySet()));
        return names.stream()
                .map(name ->
                        DoubleColumn.create(name, values(rows.stream().map(row -> row.getOrDefault(name, Double.NaN)))))
                .toList();
    }

    static Table scores(Run run) {
        List<RoundResult> rounds =
                run.rounds().stream().filter(round -> !round.scores().isEmpty()).toList();
        if (rounds.isEmpty()) {
            throw new PlanException("run.partyScores() needs rounds in which parties measured the model on their own"
                    + " rows, but '" + run.name() + "' has none; ask for evaluateParties(k) in a federation() or"
                    + " local()");
        }
        List<PartyScore> all =
                rounds.stream().flatMap(round -> round.scores().stream()).toList();
        Table table = Table.create(run.name() + ": each party's own rows");
        table.addColumns(
                IntColumn.create(
                        "round",
                        rounds.stream()
                                .flatMapToInt(round -> round.scores().stream().mapToInt(score -> round.round()))
                                .toArray()),
                StringColumn.create(
                        "party", all.stream().map(score -> score.party().name())),
                IntColumn.create(
                        "rows",
                        all.stream()
                                .mapToInt(score -> (int) score.evaluation().examples())
                                .toArray()),
                score("loss", all, Evaluation::loss));
        boolean classes = run.task() == Task.CLASSIFICATION;
        if (classes) {
            table.addColumns(score("accuracy", all, Evaluation::accuracy));
        } else {
            table.addColumns(score("rmse", all, Evaluation::rmse), score("r2", all, Evaluation::r2));
        }
        if (all.stream().anyMatch(score -> score.personal().isPresent())) {
            table.addColumns(personal("loss", all, Evaluation::loss));
            table.addColumns(
                    classes ? personal("accuracy", all, Evaluation::accuracy) : personal("r2", all, Evaluation::r2));
        }
        return table;
    }

    private static DoubleColumn personal(String name, List<PartyScore> all, ToDoubleFunction<Evaluation> metric) {
        return DoubleColumn.create(
                "personal " + name,
                values(all.stream()
                        .map(score ->
                                score.personal().map(metric::applyAsDouble).orElse(Double.NaN))));
    }

    private static DoubleColumn score(String name, List<PartyScore> all, ToDoubleFunction<Evaluation> metric) {
        return DoubleColumn.create(
                name,
                all.stream()
                        .mapToDouble(score -> metric.applyAsDouble(score.evaluation()))
                        .toArray());
    }

    private static DoubleColumn spread(String name, List<RoundResult> rounds, ToDoubleFunction<PartyQuantiles> end) {
        return DoubleColumn.create(
                name,
                values(rounds.stream()
                        .map(round ->
                                PartyQuantiles.of(round).map(end::applyAsDouble).orElse(Double.NaN))));
    }

    /** Tells whether parameters cross between owners or machines in such a training. */
    static boolean moved(Run run) {
        return run.plan().kind().sends();
    }

    static List<PartyResult> results(Run run) {
        return Stream.concat(
                        run.rounds().stream().flatMap(round -> round.parties().stream()), run.unfinished().stream())
                .toList();
    }

    private static DoubleColumn metric(String name, List<RoundResult> rounds, ToDoubleFunction<Evaluation> metric) {
        return metric(name, rounds, RoundResult::evaluation, metric);
    }

    private static DoubleColumn metric(
            String name,
            List<RoundResult> rounds,
            Function<RoundResult, Optional<Evaluation>> rows,
            ToDoubleFunction<Evaluation> metric) {
        return DoubleColumn.create(
                name,
                values(rounds.stream()
                        .map(round ->
                                rows.apply(round).map(metric::applyAsDouble).orElse(Double.NaN))));
    }

    private static LongColumn longs(
            String name, List<RoundResult> rounds, java.util.function.ToLongFunction<RoundResult> f) {
        return LongColumn.create(name, rounds.stream().mapToLong(f).toArray());
    }

    private static double[] values(Stream<Double> values) {
        return values.mapToDouble(Double::doubleValue).toArray();
    }
}
