package dev.parley.table;

import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.columns.Column;

/**
 * Target to predict, read from its column and checked.
 *
 * @param name the column
 * @param classes sorted, numbers as numbers; empty for a regression
 * @param values a row each: the class's index, or the number
 */
@SuppressWarnings("ArrayRecordComponent")
public record Target(String name, Task task, List<String> classes, float[] values) {
    /** A column of whole numbers with more values than this is taken for a quantity, not for classes. */
    private static final int MOST_CLASSES = 20;

    private static final int GROUPS = 10;

    /**
     * The target of rows that are trained on.
     *
     * @param rule its column is there
     * @param source how the rows were asked for
     * @throws DataException where there is no such column, a value is missing or cannot be used, or all are of one class
     */
    public static Target of(Content content, TargetRule rule, Optional<Task> asked, String source) {
        String step = source + "." + rule.step();
        Target target = read(content, rule, asked, step);
        if (target.task() == Task.CLASSIFICATION
                && IntStream.range(0, target.values().length)
                                .map(row -> (int) target.values()[row])
                                .distinct()
                                .count()
                        == 1) {
            throw new DataException(step + ": every row is of the one class \""
                    + target.classes().get((int) target.values()[0])
                    + "\"; "
                    + (rule.isColumn()
                            ? "choose a column with at least two, or say task(Task.REGRESSION) for a number"
                            : "choose another bound or value"));
        }
        return target;
    }

    /** The target of test rows, which may be of one class. */
    public static Target ofTest(Content content, String name, Optional<Task> task, String source) {
        TargetRule rule = new TargetRule.OfColumn(name);
        return read(content, rule, task, source + "." + rule.step());
    }

    private static Target read(Content content, TargetRule rule, Optional<Task> asked, String step) {
        String name = rule.name();
        if (!content.columns().contains(name)) {
            throw new DataException(step + ": there is no such column; " + Nearest.hint(name, content.columns()));
        }
        return content instanceof TableContent table
                ? ofColumn(table, rule, asked, step)
                : ofImages((ImageContent) content, name, step);
    }

    private static Target ofImages(ImageContent images, String name, String step) {
        if (!name.equals(images.target())) {
            throw new DataException(step + ": a pixel cannot be the target; it is \"" + images.target() + "\"");
        }
        float[] values = new float[images.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = images.labels()[row] & 0xff;
        }
        return new Target(name, Task.CLASSIFICATION, images.classes(), values);
    }

    private static Target ofColumn(TableContent table, TargetRule rule, Optional<Task> asked, String step) {
        String name = rule.name();
        var column = table.column(name);
        int missing = column.countMissing();
        if (missing > 0) {
            int first = IntStream.range(0, table.size())
                    .filter(column::isMissing)
                    .findFirst()
                    .orElseThrow();
            throw new DataException(step + ": the target is missing in " + missing + " of " + table.size()
                    + " rows, first in row " + table.number(first)
                    + remedy(table, rule, column));
        }
        if (!Columns.isNumber(column) && !Columns.isCategory(column)) {
            throw new DataException(step + ": the column holds " + column.type().name()
                    + " values; a target needs numbers or the names of classes");
        }
        if (!Columns.isNumber(column)) {
            Columns.checkNumbers(table, name, step);
        }
        TreeSet<String> labels = new TreeSet<>(Columns.order(column));
        boolean whole = Columns.isNumber(column);
        for (int row = 0; row < table.size(); row++) {
            if (Columns.isNumber(column) && Double.isInfinite(Columns.number(column, row))) {
                throw new DataException(
                        step + ": the target is infinite in row " + table.number(row) + "; correct or remove this row");
            }
            labels.add(Columns.label(column, row));
            whole = whole && (column instanceof LongColumn || Columns.isWhole(Columns.number(column, row)));
        }
        Task task = asked.orElse(
                !Columns.isNumber(column) || (whole && labels.size() <= MOST_CLASSES)
                        ? Task.CLASSIFICATION
                        : Task.REGRESSION);
        if (task == Task.REGRESSION && !Columns.isNumber(column)) {
            throw new DataException(step + ".task(Task.REGRESSION): the column holds text, first \""
                    + column.getString(0) + "\"; a regression needs a column of numbers");
        }
        List<String> classes = task == Task.CLASSIFICATION ? List.copyOf(labels) : List.of();
        float[] values = new float[table.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = task == Task.REGRESSION
                    ? (float) Columns.number(column, row)
                    : classes.indexOf(Columns.label(column, row));
        }
        return new Target(name, task, classes, values);
    }

    private static String remedy(TableContent table, TargetRule rule, Column<?> column) {
        if (rule instanceof TargetRule.Code) {
            return "; let the code give a value, or leave rows out by a column: dropRowsWithout(..)";
        }
        String from = rule.isColumn() ? rule.name() : rule.from().get(0);
        boolean mayBeWord = rule.isColumn()
                && table.form()
                        .filter(form ->
                                !Columns.isNumber(column) && !form.text().contains(from))
                        .isPresent();
        return "; fill these cells, or leave the rows out: dropRowsWithout(\"" + from + "\")"
                + (mayBeWord ? "; where NA or the like is a class, say text(\"" + from + "\")" : "");
    }

    /** The same target for some rows. */
    public Target rows(int[] rows) {
        float[] some = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            some[i] = values[rows[i]];
        }
        return new Target(name, task, classes, some);
    }

    /** For each row the group it is counted in: its class, or the tenth of all rows its number falls in. */
    public int[] groups() {
        int[] groups = new int[values.length];
        if (task == Task.CLASSIFICATION) {
            Arrays.setAll(groups, row -> (int) values[row]);
            return groups;
        }
        int[] sorted = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> values[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int rank = 0; rank < sorted.length; rank++) {
            groups[sorted[rank]] = (int) ((long) rank * groupCount() / sorted.length);
        }
        return groups;
    }

    /** Number of groups that {@link #groups} tells apart. */
    public int groupCount() {
        return task == Task.CLASSIFICATION ? classes.size() : Math.min(GROUPS, values.length);
    }
}
