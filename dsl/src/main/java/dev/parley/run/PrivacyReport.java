package dev.parley.run;

import dev.parley.account.Account;
import dev.parley.account.Attended;
import dev.parley.account.Delta;
import dev.parley.fault.PlanException;
import dev.parley.message.Member;
import dev.parley.plan.Accounts;
import dev.parley.result.RoundResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Privacy that a run has spent: an account for each protected unit, and epsilon round by round.
 *
 * @param name of the run
 * @param accounts at their deltas
 * @param byRound epsilon by Renyi divergences after each round, by column
 * @param seeded whether noise repeats with the plan's seed, so that nobody is protected
 */
public record PrivacyReport(
        String name, List<Account> accounts, SortedMap<String, List<Double>> byRound, boolean seeded) {
    /**
     * Report of a run.
     *
     * @throws PlanException where nothing in it protects anybody
     */
    static PrivacyReport of(Run run, Optional<Delta> delta) {
        Accounts accounts = Accounts.of(
                run.plan(),
                run.setting().members().stream().map(Member::examples).toList());
        if (accounts.isEmpty()) {
            throw new PlanException("run.privacy() tells what noise has kept, but nothing in '" + run.name()
                    + "' adds any for privacy; say privacy(centralDp(clip(1), noise(1.8))), for instance");
        }
        Attended attended = run.outcome().attended();
        SortedMap<String, List<Double>> columns = new TreeMap<>();
        for (RoundResult round : run.rounds()) {
            round.measures().forEach((column, value) -> {
                if (column.startsWith(Accounts.COLUMN)) {
                    columns.computeIfAbsent(column, first -> new ArrayList<>()).add(value);
                }
            });
        }
        return new PrivacyReport(run.name(), accounts.after(attended, delta), columns, accounts.seeded());
    }

    /** Epsilon against readers of the model, by privacy loss distributions: of the account, where there is one. */
    public double epsilon() {
        return accounts.get(0).readers().pld(accounts.get(0).delta()).high();
    }

    /** A row a line of an account: the unit, against whom, delta, epsilon by each method. */
    public Table table() {
        StringColumn unit = StringColumn.create("unit");
        StringColumn against = StringColumn.create("against");
        DoubleColumn delta = DoubleColumn.create("delta");
        DoubleColumn pld = DoubleColumn.create("epsilon");
        DoubleColumn rdp = DoubleColumn.create("by RDP");
        StringColumn by = StringColumn.create("by");
        for (Account each : accounts) {
            for (boolean reads : new boolean[] {true, false}) {
                boolean open = !reads && !each.open().isEmpty();
                var spent = reads ? each.readers() : each.coordinator();
                unit.append("one " + each.unit() + " of " + each.units());
                against.append(reads ? "readers of the model" : "the coordinator");
                delta.append(each.delta().value());
                pld.append(
                        open
                                ? Double.POSITIVE_INFINITY
                                : spent.pld(each.delta()).high());
                rdp.append(
                        open
                                ? Double.POSITIVE_INFINITY
                                : spent.rdp(each.delta()).epsilon());
                by.append(open ? "no guarantee, since " + each.open() : spent.toString());
            }
        }
        return Table.create(
                name + ": privacy" + (seeded ? ", " + Accounts.NOT_PRIVATE : ""), unit, against, delta, pld, rdp, by);
    }

    /** A row a round: epsilon against readers of the model so far, by Renyi divergences. */
    public Table rounds() {
        Table table = Table.create(name + ": epsilon by round");
        int most = byRound.values().stream().mapToInt(List::size).max().orElse(0);
        int[] numbers = new int[most];
        Arrays.setAll(numbers, i -> i + 1);
        table.addColumns(IntColumn.create("round", numbers));
        byRound.forEach((column, values) -> table.addColumns(DoubleColumn.create(
                column, values.stream().mapToDouble(Double::doubleValue).toArray())));
        return table;
    }

    @Override
    public String toString() {
        return (seeded ? Accounts.NOT_PRIVATE + "\n" : "")
                + accounts.stream().map(Account::toString).collect(Collectors.joining("\n"));
    }
}
