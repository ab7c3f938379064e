package dev.parley.run;

import dev.parley.data.Parties;
import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.example.Task;
import dev.parley.fault.PlanException;
import dev.parley.score.ClassReport;
import dev.parley.score.Metric;
import dev.parley.score.Rounded;
import dev.parley.table.FreeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Models on the rows that each party keeps for its own test: one run party by party, or several runs across them. */
final class PartyReport {
    private static final List<String> CLASSES =
            List.of("accuracy", "balanced accuracy", "auc", "average precision", "brier");
    private static final List<String> NUMBERS = List.of("rmse", "mae", "r2");

    private PartyReport() {}

    /** A row a party. */
    static Table of(Run run, Parties held) {
        check(run, held, "report(held)");
        StringColumn names = StringColumn.create("party");
        IntColumn rows = IntColumn.create("rows");
        List<Optional<Assessment>> all = new ArrayList<>();
        for (Party party : held.all()) {
            names.append(party.name());
            rows.append(party.test().map(Examples::size).orElse(0));
            all.add(of(run, party));
        }
        Table table = Table.create(run.name() + ": each party's own test rows", names, rows);
        boolean classes = run.task() == Task.CLASSIFICATION;
        for (String metric : classes ? CLASSES : NUMBERS) {
            table.addColumns(column(metric, all, each -> each.metric(metric)));
        }
        if (classes && held.shape().classes().size() == 2) {
            FreeNames free = new FreeNames(table.columnNames());
            for (String name : held.shape().classes()) {
                table.addColumns(column(
                        free.free("recall of " + name),
                        all,
                        each -> ClassReport.counts(each.scores(), name, "report(held)")
                                                .support()
                                        == 0
                                ? Double.NaN
                                : each.recall(name)));
            }
        }
        return table;
    }

    private static DoubleColumn column(
            String name, List<Optional<Assessment>> all, java.util.function.ToDoubleFunction<Assessment> of) {
        return Rounded.column(
                name,
                all.stream()
                        .mapToDouble(each -> each.map(of::applyAsDouble).orElse(Double.NaN))
                        .toArray());
    }

    /** The party's own model where it has one, else the common one, on its own test rows; none where it keeps none. */
    private static Optional<Assessment> of(Run run, Party party) {
        Run its = run.hasOwnModels() ? run.party(party.name()) : run;
        return party.test()
                .filter(rows -> rows.size() > 0)
                .map(rows -> its.model("report(held)").assess(rows, party.name()));
    }

    /**
     * A row a model, a column a party: how good each is on each party's own test rows.
     *
     * @param metric by its name
     */
    static Table across(String metric, Parties held, List<Run> runs) {
        String asked = "crossSite(\"" + metric + "\", ..)";
        StringColumn names = StringColumn.create("model");
        List<DoubleColumn> columns = new ArrayList<>();
        FreeNames free = new FreeNames(List.of("model"));
        held.names().forEach(name -> columns.add(Rounded.column(free.free(name), new double[0])));
        for (Run run : runs) {
            check(run, held, asked);
            Metric of = Metric.named(metric, run.task(), List.of(), asked);
            boolean several = run.outcome().params().size() > 1;
            for (int model = 0; model < run.outcome().params().size(); model++) {
                Run its = several ? run.party(held.names().get(model)) : run;
                names.append(several ? run.name() + ", " + its.name() : run.name());
                TrainedModel trained = its.model(asked);
                for (int party = 0; party < columns.size(); party++) {
                    Optional<Examples> rows = held.party(party).test().filter(some -> some.size() > 0);
                    columns.get(party)
                            .append(rows.map(some -> of.of()
                                            .applyAsDouble(
                                                    trained.assess(some, "").scores()))
                                    .orElse(Double.NaN));
                }
            }
        }
        Table table = Table.create(metric + " on each party's own test rows", names);
        columns.forEach(table::addColumns);
        return table;
    }

    private static void check(Run run, Parties held, String asked) {
        if (held.partyTest() == 0) {
            throw new PlanException(asked + " needs a split whose parties keep rows for a test of their own; train on"
                    + " split.partyTest(0.2), and give that split");
        }
        if (!run.setting().recipe().get().equals(held.recipe())) {
            throw new PlanException(asked + ": '" + run.name() + "' was trained on "
                    + run.setting().data() + ", " + run.setting().partition()
                    + ", of other rows than this split, and may have seen these; train on the split that is given");
        }
    }
}
