package dev.parley.doctor;

import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Consequences of a split for a training: the size of each party, and the distance of its classes from those of all.
 *
 * @param title of the split
 * @param counts rows by party and class; of a numeric target by fifths of all rows
 * @param parties in order
 * @param warnings in sentences; none where nothing is unusual
 */
public record Diagnosis(String title, ClassCounts counts, List<PartyHealth> parties, List<String> warnings) {
    private static final int SHOWN = 20;

    /**
     * One party beside the whole.
     *
     * @param name of the party
     * @param rows it trains on
     * @param share of all rows
     * @param jensenShannon distance of its classes to those of all, from 0 to 1
     * @param earthMovers the same by the earth mover's distance
     * @param effectiveClasses e to the entropy of its classes
     * @param classes how many it has rows of
     */
    public record PartyHealth(
            String name,
            int rows,
            double share,
            double jensenShannon,
            double earthMovers,
            double effectiveClasses,
            int classes) {}

    public Diagnosis {
        parties = List.copyOf(parties);
        warnings = List.copyOf(warnings);
    }

    /**
     * Looks at a split.
     *
     * @throws PlanException where the rows lie elsewhere
     */
    public static Diagnosis of(Parties split) {
        if (split.elsewhere().isPresent()) {
            throw new PlanException("doctor(parties) counts the rows of each class, but those of '" + split.name()
                    + "' lie elsewhere; look at them there");
        }
        ClassCounts counts = ClassCounts.of(split);
        List<PartyHealth> all = healths(counts);
        String title =
                split.name() + ": " + split.size() + (split.size() == 1 ? " party, " : " parties, ") + split.how();
        return new Diagnosis(title, counts, all, Warnings.of(split, counts, all));
    }

    static List<PartyHealth> healths(ClassCounts counts) {
        int groups = counts.groups().size();
        List<Integer> whole = IntStream.range(0, groups)
                .mapToObj(group ->
                        counts.rows().stream().mapToInt(row -> row.get(group)).sum())
                .toList();
        double[] all = Distances.shares(whole);
        double rows = whole.stream().mapToLong(Integer::longValue).sum();
        List<PartyHealth> healths = new ArrayList<>();
        for (int party = 0; party < counts.parties().size(); party++) {
            double[] own = Distances.shares(counts.rows().get(party));
            healths.add(new PartyHealth(
                    counts.parties().get(party),
                    counts.total(party),
                    counts.total(party) / rows,
                    Distances.jensenShannon(own, all),
                    Distances.earthMovers(own, all, counts.ordered()),
                    Distances.effective(own),
                    (int) counts.rows().get(party).stream().filter(n -> n > 0).count()));
        }
        return healths;
    }

    /**
     * Heterogeneity of the parties: the mean Jensen-Shannon distance to the whole, by rows; 0 alike, 1 nothing in
     * common.
     */
    public double heterogeneity() {
        return parties.stream()
                .mapToDouble(party -> party.share() * party.jensenShannon())
                .sum();
    }

    /** A row a party: rows, share of all, distances to the whole, effective classes, and classes that it has. */
    public Table table() {
        return Table.create(
                title,
                StringColumn.create("party", parties.stream().map(PartyHealth::name)),
                IntColumn.create(
                        "rows", parties.stream().mapToInt(PartyHealth::rows).toArray()),
                DoubleColumn.create("share", parties.stream().mapToDouble(PartyHealth::share)),
                DoubleColumn.create("Jensen-Shannon", parties.stream().mapToDouble(PartyHealth::jensenShannon)),
                DoubleColumn.create("earth mover's", parties.stream().mapToDouble(PartyHealth::earthMovers)),
                DoubleColumn.create("effective classes", parties.stream().mapToDouble(PartyHealth::effectiveClasses)),
                IntColumn.create(
                        "classes",
                        parties.stream().mapToInt(PartyHealth::classes).toArray()));
    }

    /** Sizes and distances in one line. */
    public String summary() {
        int[] sizes = parties.stream().mapToInt(PartyHealth::rows).sorted().toArray();
        int least = sizes[0];
        int most = sizes[sizes.length - 1];
        String rows = least == most
                ? least + (least == 1 ? " row a party" : " rows a party")
                : least + " to " + most + " rows a party, half have " + sizes[(sizes.length - 1) / 2] + " or fewer";
        return String.format(
                Locale.ROOT, "%s; heterogeneity %.2f (0 alike, 1 nothing in common)", rows, heterogeneity());
    }

    @Override
    public String toString() {
        TextTable text = new TextTable();
        text.line(List.of("party", "rows", "Jensen-Shannon", "earth mover's", "effective classes"));
        int shown = parties.size() <= SHOWN ? parties.size() : SHOWN - 1;
        for (PartyHealth party : parties.subList(0, shown)) {
            text.line(List.of(
                    party.name(),
                    Integer.toString(party.rows()),
                    String.format(Locale.ROOT, "%.2f", party.jensenShannon()),
                    String.format(Locale.ROOT, "%.2f", party.earthMovers()),
                    String.format(Locale.ROOT, "%.1f", party.effectiveClasses())));
        }
        StringBuilder all = new StringBuilder(title)
                .append('\n')
                .append(summary())
                .append('\n')
                .append(text);
        if (shown < parties.size()) {
            all.append("... and ").append(parties.size() - shown).append(" more parties\n");
        }
        warnings.forEach(warning -> all.append("warning: ").append(warning).append('\n'));
        return all.toString();
    }
}
