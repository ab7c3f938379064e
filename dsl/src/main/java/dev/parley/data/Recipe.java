package dev.parley.data;

import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.partition.AsTheyLie;
import dev.parley.partition.HoldOut;
import dev.parley.partition.Partition;
import dev.parley.partition.RowChange;
import dev.parley.table.CsvForm;
import dev.parley.table.Origin;
import dev.parley.table.Source;
import dev.parley.table.TargetRule;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Recipe that makes parties again: the origin of the rows, the choices, the deal.
 *
 * @param rows where they come from
 * @param name of the data set, for people
 * @param size how many rows there were in all
 * @param target the column to be predicted
 * @param task whether it is a class or a number
 * @param held rows that are held out
 * @param columns how they are used
 * @param parties how many the rows were dealt to
 * @param partition how
 * @param splitSeed by which seed
 * @param partyTest share that each party keeps for its own test; 0 where none
 * @param changes of the training rows by party, in order
 * @param policies of parties that have one
 */
public record Recipe(
        Rows rows,
        String name,
        int size,
        TargetRule target,
        Task task,
        Held held,
        ColumnChoices columns,
        int parties,
        Partition partition,
        long splitSeed,
        double partyTest,
        List<RowChange> changes,
        List<PartyPolicy> policies) {

    /**
     * Rows as they are found.
     *
     * @param origin where they come from, with their checksum
     * @param form the way in which their files are written
     * @param part whether they are some of the rows there, as {@code data.train()}, which only their owner can give again
     */
    public record Rows(Origin origin, CsvForm form, boolean part) {
        static Rows of(Source source) {
            return new Rows(source.origin(), source.form(), source.whole().isPresent());
        }
    }

    /**
     * Rows that are held out.
     *
     * @param train share of training rows; 0 where nothing was said
     * @param valid share of validation rows
     * @param seed of the hold-out
     * @param latest the test rows by time, where the user said so
     * @param testRows test rows of their own, where the user gave them
     */
    public record Held(double train, double valid, long seed, Optional<Latest> latest, Optional<Rows> testRows) {
        static Held of(HoldChoices choices) {
            return new Held(
                    choices.shares().map(HoldOut::train).orElse(0.0),
                    choices.shares().map(HoldOut::valid).orElse(0.0),
                    choices.seed(),
                    choices.latest(),
                    choices.testRows().map(Rows::of));
        }
    }

    static Recipe of(Dataset data, int parties, Partition partition, long splitSeed, double partyTest) {
        DataChoices choices = data.choices();
        return new Recipe(
                Rows.of(data.source()),
                data.name(),
                data.size(),
                choices.target().orElseThrow(),
                data.task(),
                Held.of(choices.held()),
                choices.columns().said(data.task()),
                parties,
                partition,
                splitSeed,
                partyTest,
                List.of(),
                List.of());
    }

    /** The same with parties' policies. */
    Recipe guarded(List<PartyPolicy> theirs) {
        return with(changes, theirs);
    }

    /** The same with one more change. */
    Recipe changed(RowChange change) {
        List<RowChange> all = new ArrayList<>(changes);
        all.add(change);
        return with(List.copyOf(all), policies);
    }

    /** The same before all changes. */
    Recipe unchangedRows() {
        return with(List.of(), policies);
    }

    private Recipe with(List<RowChange> changed, List<PartyPolicy> theirs) {
        return new Recipe(
                rows, name, size, target, task, held, columns, parties, partition, splitSeed, partyTest, changed,
                theirs);
    }

    /** Recipe of parties whose rows stay elsewhere. */
    static Recipe elsewhere(Dataset test, RowsElsewhere place, SiteRequest request, String sum, int size, int parties) {
        return new Recipe(
                new Rows(new Origin(Origin.Kind.ELSEWHERE, List.of(place.asked()), "", sum), request.form(), false),
                place.name(),
                size,
                request.target(),
                request.task(),
                new Held(0, 0, request.seed(), Optional.empty(), Optional.of(Rows.of(test.source()))),
                request.columns(),
                parties,
                new AsTheyLie(),
                request.seed(),
                request.partyTest(),
                List.of(),
                List.of());
    }

    /** Origin of the rows. */
    public Origin origin() {
        return rows.origin();
    }

    /**
     * The same parties again, from where the rows came from.
     *
     * @param todo how rows are given that no file holds
     * @throws DataException where the rows are not there, or are others
     */
    public Parties parties(String asked, String todo) {
        if (target instanceof TargetRule.Code) {
            throw new DataException(asked + " needs the target '" + target.name() + "' of '" + name
                    + "', which code makes, and no file holds that; give the data set again: " + todo);
        }
        Source found = found(rows, name, asked, todo);
        return over(found, held.testRows().map(test -> found(test, name + "' test", asked, todo)), target, asked);
    }

    /**
     * The same parties again, whose rows lie elsewhere.
     *
     * @throws DataException where the run's were split here, or are not as many
     */
    public Parties over(Parties given, String asked) {
        Parties parties = partyTest == given.partyTest() ? given : given.partyTest(partyTest);
        if (rows.origin().kind() != Origin.Kind.ELSEWHERE
                || given.size() != this.parties
                || parties.trainingRows() != size) {
            throw new DataException(asked + " needs the " + size + " rows of '" + name + "' (" + this.parties
                    + " parties), but '" + given.name() + "' has " + parties.trainingRows() + " rows of " + given.size()
                    + " parties elsewhere; give the rows it was trained on, or train anew on these");
        }
        Recipe theirs = parties.recipe();
        boolean same = theirs.origin().sha256().equals(rows.origin().sha256())
                && theirs.target().equals(target)
                && theirs.task() == task
                && theirs.columns().equals(columns)
                && theirs.held()
                        .testRows()
                        .map(test -> test.origin().sha256())
                        .equals(held.testRows().map(test -> test.origin().sha256()));
        if (!same) {
            throw new DataException(asked + " needs the rows of '" + name + "' as they were, but '" + given.name()
                    + "' tells otherwise: its rows, its test rows or what is said of their columns are others; give those it"
                    + " was trained on, or train anew on these");
        }
        return parties;
    }

    /**
     * The same parties again, of rows that are given.
     *
     * @throws DataException where the rows are others
     */
    public Parties over(Dataset given, String asked) {
        TargetRule rule = target;
        if (target instanceof TargetRule.Code) {
            rule = given.choices()
                    .target()
                    .filter(other ->
                            other instanceof TargetRule.Code && other.name().equals(target.name()))
                    .orElseThrow(() -> new DataException(asked + " needs the target '" + target.name()
                            + "', which code makes; give a data set with target(\"" + target.name()
                            + "\", row -> ..) again"));
        }
        Optional<Source> tests = held.testRows()
                .map(test -> given.choices()
                        .held()
                        .testRows()
                        .orElseGet(() -> found(test, name + "' test", asked, "with its testRows(..)")));
        return over(given.source(), tests, rule, asked);
    }

    private Parties over(Source given, Optional<Source> tests, TargetRule rule, String asked) {
        check(rows.origin(), given, asked);
        held.testRows().ifPresent(test -> check(test.origin(), tests.orElseThrow(), asked));
        Optional<Source> read = held.testRows().map(test -> written(tests.orElseThrow(), test.form()));
        DataChoices choices = new DataChoices(
                Optional.of(rule),
                Optional.of(task),
                new HoldChoices(
                        held.train() == 0 ? Optional.empty() : Optional.of(new HoldOut(held.train(), held.valid())),
                        held.latest(),
                        read,
                        held.seed()),
                columns);
        Dataset data = Dataset.of(written(given, rows.form())).choose(choices);
        if (data.size() != size) {
            throw others(rows.origin(), given.name(), data.size() + " rows", asked);
        }
        Parties split = data.split(parties, partition, splitSeed);
        Parties whole = partyTest == 0 ? split : split.partyTest(partyTest);
        Parties made = policies.isEmpty() ? whole : whole.guarded(Policies.of(policies));
        for (RowChange change : changes) {
            made = made.changed(change);
        }
        return made;
    }

    private static Source written(Source source, CsvForm form) {
        return source.written().map(read -> read.apply(form)).orElse(source);
    }

    /** Refuses other rows; those of a file before they are read, since a run from somebody else may name any. */
    private void check(Origin wanted, Source given, String asked) {
        if (!given.origin().sha256().equals(wanted.sha256())) {
            String sum = shortened(given.origin().sha256());
            throw others(
                    wanted,
                    given.name(),
                    given.written().isPresent()
                            ? "the sha256 " + sum
                            : Dataset.of(given).size() + " rows (sha256 " + sum + ")",
                    asked);
        }
    }

    private DataException others(Origin wanted, String given, String found, String asked) {
        return new DataException(asked + " needs the " + size + " rows of '" + name + "' (sha256 "
                + shortened(wanted.sha256()) + "), but '" + given + "' has " + found
                + "; give the rows it was trained on, or train anew on these");
    }

    private Source found(Rows from, String called, String asked, String todo) {
        List<String> where = from.origin().where();
        if (from.part()) {
            throw new DataException(asked + " needs the rows of '" + called
                    + "', some of the rows of another set, which no file holds; give the data set again: " + todo);
        }
        return switch (from.origin().kind()) {
            case NAMED -> Source.named(where.get(0), dev.parley.table.Catalog.read(where.get(0)));
            case CSV ->
                unchanged(written(there(() -> Source.csv(where.get(0)), todo), from.form()), from.origin(), asked);
            case FOLDER ->
                unchanged(
                        written(
                                there(() -> Source.files(where.get(0), where.subList(1, where.size())), todo),
                                from.form()),
                        from.origin(),
                        asked);
            case ELSEWHERE ->
                throw new DataException(asked + " needs the rows of '" + called + "', which lie elsewhere ("
                        + where.get(0) + "); give these parties again: " + todo);
            case IMAGES -> there(() -> Source.images(where.get(0), where.get(1)), todo);
            case TABLE ->
                throw new DataException(asked + " needs the rows of '" + called
                        + "', a table made by hand, which no file holds; give the data set again: " + todo);
        };
    }

    /** Rows from where they were; where they are no longer, the message says how to give them from elsewhere. */
    private static Source there(Supplier<Source> rows, String todo) {
        try {
            return rows.get();
        } catch (DataException gone) {
            if (!(gone.getCause() instanceof NoSuchFileException)) {
                throw gone;
            }
            throw new DataException(
                    gone.getMessage() + ", or where the rows have moved, give them: " + todo
                            + " with, for instance, mine = csv(..)",
                    gone);
        }
    }

    private Source unchanged(Source file, Origin wanted, String asked) {
        String found = file.origin().sha256();
        if (!found.equals(wanted.sha256())) {
            throw new DataException(asked + " needs the " + size + " rows of '" + name + "' (sha256 "
                    + shortened(wanted.sha256()) + "), but "
                    + Path.of(wanted.where().get(0)).toAbsolutePath().normalize() + " has the sha256 "
                    + shortened(found) + " now; give the rows it was trained on, or train anew on these");
        }
        return file;
    }

    private static String shortened(String sha256) {
        return sha256.substring(0, Math.min(12, sha256.length())) + "..";
    }
}
