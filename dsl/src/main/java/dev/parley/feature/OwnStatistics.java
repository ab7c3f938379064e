package dev.parley.feature;

import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.message.Payload;
import dev.parley.table.Columns;
import dev.parley.table.Content;
import dev.parley.table.ImageContent;
import dev.parley.table.TableContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tech.tablesaw.columns.Column;

/** A party's half of round 0: looks at its own rows, and says what it tells of them. */
public final class OwnStatistics {
    /** A text column with more categories than this is taken for free text or names. */
    static final int MOST_CATEGORIES = 1000;

    private final int[] own;
    private final FeatureChoices asked;
    private final String source;

    private OwnStatistics(int[] own, FeatureChoices asked, String source) {
        this.own = own;
        this.asked = asked;
        this.source = source;
    }

    /**
     * Statistics that one party tells.
     *
     * @param rows where its rows are
     * @param own its rows, and the only ones that are looked at
     * @param held rows that it keeps for its own test, of which it tells the classes alone
     * @param asked what is to be told
     * @param source how the rows were asked for, to begin messages with
     * @throws DataException where a column cannot be used
     */
    public static Payload of(Content rows, int[] own, int[] held, FeatureChoices asked, String source) {
        int[] all = IntStream.concat(Arrays.stream(own), Arrays.stream(held)).toArray();
        return rows instanceof ImageContent images
                ? images(images, all, asked.counted() ? own : new int[0]).payload()
                : new OwnStatistics(own, asked, source)
                        .table((TableContent) rows, all)
                        .payload();
    }

    private static Statistics images(ImageContent images, int[] all, int[] counted) {
        String[] classes = new String[images.classes().size()];
        Arrays.fill(classes, "");
        for (int row : all) {
            int label = images.labels()[row] & 0xff;
            classes[label] = images.classes().get(label);
        }
        Long[] counts = new Long[counted.length == 0 ? 0 : classes.length];
        Arrays.fill(counts, 0L);
        for (int row : counted) {
            counts[images.labels()[row] & 0xff]++;
        }
        return new Statistics(
                List.of(images.height(), images.width()),
                Statistics.Order.LABEL,
                List.of(classes),
                Map.of(),
                List.of(counts));
    }

    private Statistics table(TableContent table, int[] all) {
        Map<String, Summary> columns = new LinkedHashMap<>();
        for (String name : table.columns()) {
            if (asked.uses(name)) {
                columns.put(name, summary(table, name));
            }
        }
        Column<?> target = table.column(asked.target());
        if (asked.learnsTarget()) {
            columns.put(asked.target(), numbers(table, target));
        }
        TreeSet<String> classes = new TreeSet<>();
        if (asked.task() == Task.CLASSIFICATION) {
            for (int row : all) {
                classes.add(Columns.label(target, row));
            }
        }
        Statistics.Order order = Columns.isNumber(target) ? Statistics.Order.NUMBER : Statistics.Order.TEXT;
        List<Long> counts = new ArrayList<>();
        if (asked.counted() && asked.task() == Task.CLASSIFICATION) {
            Map<String, Long> rows = new TreeMap<>();
            for (int row : own) {
                rows.merge(Columns.label(target, row), 1L, Long::sum);
            }
            classes.forEach(name -> counts.add(rows.getOrDefault(name, 0L)));
        }
        return new Statistics(List.of(), order, List.copyOf(classes), columns, counts);
    }

    private Summary summary(TableContent table, String name) {
        Column<?> column = table.column(name);
        boolean category = asked.categories().contains(name);
        if (Columns.isNumber(column) && !category) {
            return asked.learns() ? numbers(table, column) : new Summary.Plain();
        }
        if (!asked.learns()) {
            throw new DataException(source + ".features(" + asked.features() + "): column \"" + name
                    + "\" is not of numbers; leave it out: without(\"" + name
                    + "\"), or use features(standardized())");
        }
        if (!Columns.isCategory(column) && !category) {
            throw new DataException(source + ": column \"" + name + "\" holds "
                    + column.type().name() + " values, neither numbers nor categories; leave it out: without(\"" + name
                    + "\"), or where it is a date, say date(\"" + name + "\")");
        }
        return texts(column, category);
    }

    private Summary numbers(TableContent table, Column<?> column) {
        if (asked.summed()) {
            return new WholeSums(own, source).of(table, column);
        }
        double[] values = new double[own.length];
        int count = 0;
        for (int row : own) {
            double value = Columns.number(column, row);
            if (!Double.isNaN(value)) {
                values[count++] = value;
            }
        }
        if (count == 0) {
            return new Summary.Numbers(0, 0, 0, own.length);
        }
        // measured from the first value, so that the mean of a constant column is that constant exactly
        double above = 0;
        for (int i = 0; i < count; i++) {
            above += values[i] - values[0];
        }
        double mean = values[0] + above / count;
        double gaps = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double gap = values[i] - mean;
            gaps += gap;
            squares += gap * gap;
        }
        double spread = squares - gaps * gaps / count;
        if (!Double.isFinite(spread)) {
            throw tooLarge(table, column);
        }
        return new Summary.Numbers(count, mean, spread, own.length - count);
    }

    /** A value whose square no double holds would make the spread infinite, and the column 0 everywhere. */
    private DataException tooLarge(TableContent table, Column<?> column) {
        int largest = own[0];
        for (int row : own) {
            double size = Math.abs(Columns.number(column, row));
            if (size > Math.abs(Columns.number(column, largest)) || column.isMissing(largest)) {
                largest = row;
            }
        }
        double value = Columns.number(column, largest);
        return new DataException(source + ": column \"" + column.name() + "\", row " + table.number(largest)
                + (Double.isInfinite(value)
                        ? ": the value is infinite"
                        : ": the value " + value + " is too large, as its square is infinite")
                + "; correct it, or leave the cell empty");
    }

    private Summary texts(Column<?> column, boolean said) {
        SortedMap<String, Long> counts = new TreeMap<>();
        long missing = 0;
        for (int row : own) {
            if (column.isMissing(row)) {
                missing++;
            } else {
                counts.merge(Columns.label(column, row), 1L, Long::sum);
            }
        }
        if (counts.size() > MOST_CATEGORIES) {
            ManyTexts.check(source, column.name(), new Summary.Texts(counts, missing), said);
        }
        return new Summary.Texts(counts, missing);
    }
}
