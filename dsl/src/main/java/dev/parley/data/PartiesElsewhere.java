package dev.parley.data;

import dev.parley.example.AbsentRows;
import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.feature.Coding;
import dev.parley.feature.FeatureFit;
import dev.parley.feature.SameColumns;
import dev.parley.message.Payload;
import dev.parley.num.Seed;
import dev.parley.partition.AsTheyLie;
import dev.parley.partition.RowChange;
import dev.parley.table.Lazy;
import dev.parley.table.TextTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Parties whose rows lie elsewhere: their names, how many rows they have, and what they tell, is all that is here. */
final class PartiesElsewhere extends Parties {
    private static final int SHOWN = 20;

    private final RowsElsewhere place;
    private final SiteRequest request;
    private final List<SiteAnswer> answers;
    /** Statistics that owners told when they were first asked, whatever they were asked since. */
    private final String sum;

    private final FeatureFit fit;
    private final Lazy<Examples> test;

    private PartiesElsewhere(
            Dataset test,
            RowsElsewhere place,
            SiteRequest request,
            List<SiteAnswer> answers,
            List<Payload> statistics,
            Optional<String> sum) {
        super(
                test,
                new AsTheyLie(),
                request.seed(),
                answers.stream().map(SiteAnswer::name).toList(),
                statistics);
        this.place = place;
        this.request = request;
        this.answers = List.copyOf(answers);
        this.sum = sum.orElseGet(this::toldSum);
        this.fit = fit(answers.stream().map(SiteAnswer::statistics).toList());
        this.test = new Lazy<>(() -> test.encoded(fit.coding()));
    }

    /**
     * Asks the owners of rows for what they tell, and fits the coding to it.
     *
     * @param test the coordinator's own test rows, whose choices hold for all rows
     */
    static Parties ask(Dataset test, RowsElsewhere place) {
        HoldChoices held = test.choices().held();
        if (!held.equals(HoldChoices.DEFAULT) && test.source().whole().isEmpty()) {
            throw new DataException(place.asked() + ": all rows of "
                    + test.source().asked() + " are test rows; leave out what is said of holding some out");
        }
        SiteRequest request = new SiteRequest(
                test.source().form(),
                test.targetRule(),
                test.task(),
                test.choices().columns().said(test.task()),
                0,
                42,
                false,
                false);
        return of(test, place, request, Optional.empty());
    }

    private static PartiesElsewhere of(Dataset test, RowsElsewhere place, SiteRequest request, Optional<String> sum) {
        List<SiteAnswer> answers = place.ask(request);
        return new PartiesElsewhere(
                test,
                place,
                request,
                answers,
                answers.stream().map(SiteAnswer::statistics).toList(),
                sum);
    }

    private FeatureFit fit(List<Payload> told) {
        SameColumns.check(told, names(), place.asked());
        List<String> known = request.task() == Task.CLASSIFICATION ? dataset().classes() : List.of();
        var asked = dataset().featureChoices();
        foreign(
                known,
                FeatureFit.of(told, asked, List.of(), place.asked())
                        .coding()
                        .shape()
                        .classes());
        FeatureFit fitted = FeatureFit.of(told, request.asking(asked), known, place.asked());
        return new FeatureFit(fitted.coding().readAs(request.form()), fitted.notes());
    }

    /** Refuses classes of test rows that no owner has, as where they are written otherwise. */
    private void foreign(List<String> known, List<String> told) {
        List<String> foreign =
                known.stream().filter(name -> !told.contains(name)).limit(5).toList();
        if (!foreign.isEmpty()) {
            throw new DataException(place.asked() + ": the test rows have classes that no owner has: \""
                    + String.join("\", \"", foreign) + "\"; write them alike, or say what counts: targetIs(\""
                    + request.target().name() + "\", ..)");
        }
    }

    @Override
    Party made(int index) {
        SiteAnswer answer = answers.get(index);
        String where = "the rows of '" + answer.name() + "' lie elsewhere; train " + place.engine();
        return new Party(
                index,
                answer.name(),
                new AbsentRows(answer.rows(), shape().width(), where),
                partyTest() == 0
                        ? Optional.empty()
                        : Optional.of(new AbsentRows(answer.held(), shape().width(), where)),
                statistics(index));
    }

    @Override
    public String name() {
        return place.name();
    }

    @Override
    public Recipe recipe() {
        return Recipe.elsewhere(
                dataset(), place, request, sum, (int) Math.min(Integer.MAX_VALUE, trainingRows()), size());
    }

    /** A checksum of all that owners told, so that other rows are known. */
    private String toldSum() {
        return TellSum.of(answers.stream().map(SiteAnswer::statistics).toList());
    }

    @Override
    public int rows(int index) {
        return answers.get(index).rows();
    }

    @Override
    public int held(int index) {
        return answers.get(index).held();
    }

    private DataException absent(String what) {
        return new DataException(what + " needs all rows here, but those of " + place.asked() + " lie elsewhere; "
                + "train federation(), local() or distributed() " + place.engine());
    }

    @Override
    public Examples train() {
        throw absent("train()");
    }

    @Override
    public int[] deal(int index) {
        throw absent("deal(..)");
    }

    @Override
    public Examples test() {
        return test.value();
    }

    @Override
    public Optional<Examples> valid() {
        return Optional.empty();
    }

    @Override
    public Coding coding() {
        return fit.coding();
    }

    @Override
    Coding fitted(List<Payload> told) {
        return fit(told).coding();
    }

    @Override
    public Optional<Elsewhere> elsewhere() {
        return Optional.of(new Elsewhere(
                place,
                request,
                coding(),
                answers.stream().map(SiteAnswer::statistics).toList()));
    }

    @Override
    public List<RowChange> changes() {
        return List.of();
    }

    @Override
    Parties changed(RowChange change) {
        throw absent(change.toString());
    }

    @Override
    Parties guarded(Policies policies) {
        throw new DataException("policy(..) is said where a party's rows are, but those of " + place.asked()
                + " lie elsewhere, and a policy that the coordinator sends is none; leave it out here");
    }

    @Override
    Policies policies() {
        return Policies.NONE;
    }

    @Override
    public Parties open() {
        return this;
    }

    @Override
    Parties keeping(double share) {
        return of(dataset(), place, request.keeping(share), Optional.empty());
    }

    @Override
    public double partyTest() {
        return request.partyTest();
    }

    @Override
    public Parties weighted() {
        if (request.task() == Task.REGRESSION) {
            throw new DataException(
                    "classWeights(..) weighs classes, but '" + shape().target() + "' is a number; leave it out");
        }
        return of(dataset(), place, request.counting(), Optional.of(sum));
    }

    @Override
    public Parties summed() {
        return request.summed() || !tell() ? this : of(dataset(), place, request.summing(), Optional.of(sum));
    }

    @Override
    public List<String> notes() {
        return fit.notes();
    }

    @Override
    public Parties pooled() {
        throw absent("centralized()");
    }

    @Override
    public Parties redealt(int workers, Seed seed) {
        if (workers != size()) {
            throw new DataException("workers(" + workers + "): the rows of " + place.asked()
                    + " stay where they are, so that each of their " + size() + " owners is a worker; say workers("
                    + size() + ")");
        }
        return new PartiesElsewhere(dataset(), place, request, answers, List.of(), Optional.of(sum));
    }

    @Override
    public Table table() {
        Table table = Table.create(
                name(),
                StringColumn.create("party", names()),
                IntColumn.create(
                        "rows", IntStream.range(0, size()).map(this::rows).toArray()));
        return partyTest() == 0
                ? table
                : table.addColumns(IntColumn.create(
                        "own test", IntStream.range(0, size()).map(this::held).toArray()));
    }

    @Override
    public String toString() {
        TextTable text = new TextTable();
        text.line(List.of("party", "rows"));
        for (int party = 0; party < Math.min(SHOWN, size()); party++) {
            text.line(List.of(names().get(party), Integer.toString(rows(party))));
        }
        return name() + ": " + size() + (size() == 1 ? " party" : " parties") + " of " + place.asked() + ", "
                + trainingRows() + " rows that stay there; " + test().size() + " test rows here\n" + text
                + (size() > SHOWN ? "... and " + (size() - SHOWN) + " more parties\n" : "");
    }
}
