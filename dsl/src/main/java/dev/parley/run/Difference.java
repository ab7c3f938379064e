package dev.parley.run;

import dev.parley.fault.PlanException;
import dev.parley.num.ParamVector;
import dev.parley.result.Part;
import dev.parley.result.PartyResult;
import dev.parley.result.RoundResult;
import dev.parley.result.RoundTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * First difference of two runs: the numbers that differ in the first round in which any does, the first party first.
 *
 * @param a one run
 * @param b the other
 * @param items what differs; empty where all common rounds agree to the last bit
 */
public record Difference(Run a, Run b, List<Item> items) {
    /**
     * One number that differs.
     *
     * @param round from 1
     * @param party whose; {@code all} for what was measured on the test rows
     * @param what which number
     * @param a in the one run; NaN where it has none
     * @param b in the other
     */
    public record Item(int round, String party, String what, double a, double b) {}

    public Difference {
        items = List.copyOf(items);
    }

    /**
     * Compares two runs.
     *
     * @throws PlanException where one of them has no finished round
     */
    public static Difference between(Run a, Run b) {
        for (Run run : List.of(a, b)) {
            if (run.rounds().isEmpty()) {
                throw new PlanException("diff(a, b) compares finished rounds, but '" + run.name() + "' has none ("
                        + run.stopped() + "); train it again");
            }
        }
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < Math.min(a.rounds().size(), b.rounds().size()) && items.isEmpty(); i++) {
            rounds(a.rounds().get(i), b.rounds().get(i), items);
        }
        return new Difference(a, b, items);
    }

    private static void rounds(RoundResult a, RoundResult b, List<Item> items) {
        if (a.unlisted().isPresent() || b.unlisted().isPresent()) {
            totals(a.unlist(), b.unlist(), items);
        } else {
            parties(a, b, items);
        }
        if (a.evaluation().isPresent() && b.evaluation().isPresent()) {
            double mine = a.evaluation().get().loss();
            add(items, a.round(), "all", "loss", mine, b.evaluation().get().loss());
        }
    }

    /** Adds the totals of a round past the limit of rows: one number that differs does not tell whose it is. */
    private static void totals(RoundResult a, RoundResult b, List<Item> items) {
        add(items, a.round(), "all", "parties", a.answered(), b.answered());
        add(items, a.round(), "all", "examples", (double) a.examples(), (double) b.examples());
        add(items, a.round(), "all", "delta norms", norms(a), norms(b));
    }

    private static double norms(RoundResult round) {
        return round.unlisted().map(RoundTotals::deltaNorms).orElse(Double.NaN);
    }

    private static void parties(RoundResult a, RoundResult b, List<Item> items) {
        List<PartyResult> left = new ArrayList<>(b.parties());
        for (PartyResult mine : a.parties()) {
            PartyResult theirs = left.stream()
                    .filter(other -> other.party().name().equals(mine.party().name()))
                    .findFirst()
                    .orElse(null);
            String party = mine.party().name();
            if (theirs == null) {
                items.add(new Item(a.round(), party, "took part", 1, 0));
                continue;
            }
            left.remove(theirs);
            add(items, a.round(), party, "took part", part(mine), part(theirs));
            add(
                    items,
                    a.round(),
                    party,
                    "rows",
                    mine.party().examples(),
                    theirs.party().examples());
            add(items, a.round(), party, "loss before", mine.lossBefore(), theirs.lossBefore());
            add(items, a.round(), party, "loss after", mine.lossAfter(), theirs.lossAfter());
            add(items, a.round(), party, "delta norm", mine.deltaNorm(), theirs.deltaNorm());
        }
        left.forEach(other -> items.add(new Item(a.round(), other.party().name(), "took part", 0, 1)));
    }

    /** 1 for who was drawn and stayed, also where it failed. */
    private static double part(PartyResult result) {
        return result.part() == Part.DRAWN ? 1 : 0;
    }

    private static void add(List<Item> items, int round, String party, String what, double a, double b) {
        if (Double.compare(a, b) != 0) {
            items.add(new Item(round, party, what, a, b));
        }
    }

    /** Tells whether the final parameters are the same to the last bit. */
    public boolean same() {
        return a.fingerprint().equals(b.fingerprint());
    }

    /** A row a number that differs, in the first round in which any does. */
    public Table table() {
        return Table.create(
                a.name() + " and " + b.name(),
                IntColumn.create("round", items.stream().mapToInt(Item::round).toArray()),
                StringColumn.create("party", items.stream().map(Item::party)),
                StringColumn.create("what", items.stream().map(Item::what)),
                DoubleColumn.create("a", items.stream().mapToDouble(Item::a).toArray()),
                DoubleColumn.create("b", items.stream().mapToDouble(Item::b).toArray()),
                DoubleColumn.create(
                        "b - a",
                        items.stream().mapToDouble(item -> item.b() - item.a()).toArray()));
    }

    @Override
    public String toString() {
        String names = a.name() + " and " + b.name();
        if (items.isEmpty()) {
            int common = Math.min(a.rounds().size(), b.rounds().size());
            return names + " agree in " + common + (common == 1 ? " round" : " rounds") + parameters();
        }
        Item first = items.get(0);
        return names + " part in round " + first.round() + " at " + first.party() + ": " + first.what() + " "
                + number(first.a()) + " and " + number(first.b()) + ", " + number(first.b() - first.a()) + " apart"
                + parameters();
    }

    private String parameters() {
        if (same()) {
            return "\nfinal parameters: the same bits";
        }
        List<ParamVector> mine = a.outcome().params();
        List<ParamVector> theirs = b.outcome().params();
        if (mine.size() != theirs.size()
                || mine.get(0).length() != theirs.get(0).length()) {
            return "\nfinal parameters: not of one form";
        }
        double most = 0;
        for (int i = 0; i < mine.size(); i++) {
            for (int j = 0; j < mine.get(i).length(); j++) {
                most = Math.max(
                        most,
                        Math.abs((double) mine.get(i).at(j) - theirs.get(i).at(j)));
            }
        }
        return "\nfinal parameters: " + number(most) + " apart at most, after "
                + a.rounds().size() + " and " + b.rounds().size() + " rounds";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
