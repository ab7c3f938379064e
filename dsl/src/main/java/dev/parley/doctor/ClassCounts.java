package dev.parley.doctor;

import dev.parley.data.Parties;
import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.example.TargetScale;
import dev.parley.example.Task;
import dev.parley.fault.PlanException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts of rows by party and class; a numeric target is counted by fifths of all training rows.
 *
 * @param parties the parties' names
 * @param groups the classes' names, or the fifths' ranges from the least to the greatest
 * @param rows a row a party, a column a group
 * @param ordered whether the groups have an order
 */
public record ClassCounts(List<String> parties, List<String> groups, List<List<Integer>> rows, boolean ordered) {
    private static final int FIFTHS = 5;

    public ClassCounts {
        parties = List.copyOf(parties);
        groups = List.copyOf(groups);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Counts the rows of all parties. */
    public static ClassCounts of(Parties parties) {
        if (parties.elsewhere().isPresent()) {
            throw new PlanException("the rows of '" + parties.name()
                    + "' lie elsewhere, so that those of each class are not counted here; parties.table() has how many rows"
                    + " each party has");
        }
        boolean classes = parties.shape().task() == Task.CLASSIFICATION;
        float[] bounds = classes ? new float[0] : bounds(parties);
        List<String> groups = classes
                ? parties.shape().classes()
                : ranges(bounds, parties.shape().scale());
        List<List<Integer>> rows = parties.all().stream()
                .map(party -> counts(party.examples(), groups.size(), bounds))
                .toList();
        return new ClassCounts(parties.names(), groups, rows, !classes);
    }

    /**
     * The same, where rows drift and there is room for it a line for each party's each phase: {@code party-3, phase 2}.
     *
     * @param most lines
     */
    public static ClassCounts of(Parties parties, int most) {
        ClassCounts whole = of(parties);
        int lines = parties.all().stream()
                .mapToInt(party -> (int) party.sizes().count())
                .sum();
        return lines == parties.size() || lines > most ? whole : whole.byPhase(parties);
    }

    /** The rows of each party's each phase, where rows drift; else of each party. */
    ClassCounts byPhase(Parties split) {
        float[] bounds = ordered ? bounds(split) : new float[0];
        List<String> names = new ArrayList<>();
        List<List<Integer>> lines = new ArrayList<>();
        for (Party party : split.all()) {
            List<Examples> parts = party.parts();
            for (int at = 0; at < parts.size(); at++) {
                names.add(parts.size() == 1 ? party.name() : party.name() + ", phase " + (at + 1));
                lines.add(counts(parts.get(at), groups.size(), bounds));
            }
        }
        return new ClassCounts(names, groups, lines, ordered);
    }

    /** Rows of one party. */
    public int total(int party) {
        return rows.get(party).stream().mapToInt(Integer::intValue).sum();
    }

    private static List<Integer> counts(Examples own, int groups, float[] bounds) {
        Integer[] counts = new Integer[groups];
        Arrays.fill(counts, 0);
        for (int row = 0; row < own.size(); row++) {
            float target = own.target(row);
            counts[bounds.length == 0 ? (int) target : fifth(target, bounds)]++;
        }
        return List.of(counts);
    }

    /** Least value, the four bounds between the fifths, greatest value. */
    private static float[] bounds(Parties parties) {
        float[] sorted = new float[parties.train().size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = parties.train().target(i);
        }
        Arrays.sort(sorted);
        float[] bounds = new float[FIFTHS + 1];
        for (int i = 0; i <= FIFTHS; i++) {
            bounds[i] = sorted[Math.round((sorted.length - 1) * i / (float) FIFTHS)];
        }
        return bounds;
    }

    private static int fifth(float value, float[] bounds) {
        int fifth = 0;
        while (fifth < FIFTHS - 1 && value >= bounds[fifth + 1]) {
            fifth++;
        }
        return fifth;
    }

    /** In the target's own unit. */
    private static List<String> ranges(float[] bounds, TargetScale scale) {
        return IntStream.range(0, FIFTHS)
                .mapToObj(i -> number(scale.original(bounds[i])) + " to " + number(scale.original(bounds[i + 1])))
                .toList();
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }
}
