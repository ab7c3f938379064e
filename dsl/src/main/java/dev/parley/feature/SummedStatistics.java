package dev.parley.feature;

import dev.parley.message.Payload;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes statistics apart for a sum that nobody sees the parts of: names, which no sum can carry, and whole numbers, in an
 * order that the names of all parties give.
 *
 * <p>A column of numbers comes to four: count, missing, sum, sum of squares; one of texts to a count a category, and
 * missing; each class to one where rows of classes are counted.
 */
public final class SummedStatistics {
    private SummedStatistics() {}

    /** The names alone: what a party tells, with 0 in place of each number. */
    public static Payload names(Payload told) {
        Statistics all = Statistics.of(told);
        Map<String, Summary> columns = new LinkedHashMap<>();
        all.columns().forEach((name, summary) -> columns.put(name, empty(summary)));
        List<Long> counts = all.counts().stream().map(count -> 0L).toList();
        return new Statistics(all.image(), all.order(), all.classes(), columns, counts).payload();
    }

    private static Summary empty(Summary summary) {
        if (summary instanceof Summary.Texts texts) {
            SortedMap<String, Long> zeros = new TreeMap<>();
            texts.counts().keySet().forEach(category -> zeros.put(category, 0L));
            return new Summary.Texts(zeros, 0);
        }
        return summary instanceof Summary.Plain ? summary : Summary.Sums.NOTHING;
    }

    /**
     * The names of all parties together.
     *
     * @param names of each, in order; of the same columns
     */
    public static Payload all(List<Payload> names) {
        List<Statistics> all = names.stream().map(Statistics::of).toList();
        Statistics first = all.get(0);
        Map<String, Summary> columns = new LinkedHashMap<>();
        for (Statistics one : all) {
            one.columns().forEach((name, summary) -> columns.merge(name, summary, Summary::plus));
        }
        List<String> classes = Classes.of(all, List.of());
        boolean isCounted = all.stream().anyMatch(one -> !one.counts().isEmpty());
        List<Long> counts = isCounted ? classes.stream().map(name -> 0L).toList() : List.of();
        return new Statistics(first.image(), first.order(), classes, columns, counts).payload();
    }

    /**
     * A party's numbers; as many for each party.
     *
     * @param told what it tells of its columns
     * @param all the names of all parties
     * @throws IllegalArgumentException where the names are those of other columns
     */
    public static List<BigInteger> numbers(Payload told, Payload all) {
        Statistics own = Statistics.of(told);
        Statistics names = Statistics.of(all);
        List<BigInteger> numbers = new ArrayList<>();
        if (!names.columns().keySet().containsAll(own.columns().keySet())) {
            throw new IllegalArgumentException("the names are those of other columns");
        }
        names.columns()
                .forEach((name, summary) -> put(own.columns().getOrDefault(name, empty(summary)), summary, numbers));
        for (int i = 0; i < names.counts().size(); i++) {
            int at = names.order() == Statistics.Order.LABEL
                    ? i
                    : own.classes().indexOf(names.classes().get(i));
            numbers.add(BigInteger.valueOf(
                    at < 0 || at >= own.counts().size() ? 0 : own.counts().get(at)));
        }
        return numbers;
    }

    private static void put(Summary own, Summary among, List<BigInteger> numbers) {
        if (own instanceof Summary.Sums sums && among instanceof Summary.Sums) {
            numbers.add(BigInteger.valueOf(sums.count()));
            numbers.add(BigInteger.valueOf(sums.missing()));
            numbers.add(sums.sum());
            numbers.add(sums.squares());
        } else if (own instanceof Summary.Texts texts && among instanceof Summary.Texts names) {
            if (!names.counts().keySet().containsAll(texts.counts().keySet())) {
                throw new IllegalArgumentException("the names lack a category of the party's own");
            }
            names.counts()
                    .keySet()
                    .forEach(category ->
                            numbers.add(BigInteger.valueOf(texts.counts().getOrDefault(category, 0L))));
            numbers.add(BigInteger.valueOf(texts.missing()));
        } else if (!(own instanceof Summary.Plain) || !(among instanceof Summary.Plain)) {
            throw new IllegalArgumentException("a column is of another kind than the party's own");
        }
    }

    /**
     * The statistics of all parties together.
     *
     * @param all the names of all parties
     * @param sums of the numbers of {@link #numbers}, in their order
     * @return to be read as those of one party
     */
    public static Payload of(Payload all, List<BigInteger> sums) {
        Statistics names = Statistics.of(all);
        java.util.Iterator<BigInteger> next = sums.iterator();
        Map<String, Summary> columns = new LinkedHashMap<>();
        names.columns().forEach((name, summary) -> columns.put(name, filled(summary, next)));
        List<Long> counts = names.counts().stream()
                .map(zero -> next.next().longValueExact())
                .toList();
        return new Statistics(names.image(), names.order(), names.classes(), columns, counts).payload();
    }

    private static Summary filled(Summary names, java.util.Iterator<BigInteger> next) {
        if (names instanceof Summary.Texts texts) {
            SortedMap<String, Long> counts = new TreeMap<>();
            texts.counts()
                    .keySet()
                    .forEach(category -> counts.put(category, next.next().longValueExact()));
            return new Summary.Texts(counts, next.next().longValueExact());
        }
        if (names instanceof Summary.Plain) {
            return names;
        }
        long count = next.next().longValueExact();
        long missing = next.next().longValueExact();
        return new Summary.Sums(count, next.next(), next.next(), missing);
    }
}
