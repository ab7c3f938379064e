package dev.parley.table;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tech.tablesaw.columns.Column;

/** Columns of text that look like dates, and the step that reads them. */
public final class DateLike {
    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}([ T]\\d{1,2}:\\d{2}.*)?");
    private static final Pattern OTHER =
            Pattern.compile("(\\d{1,4})([./-])(\\d{1,2})[./-](\\d{2,4})( \\d{1,2}:\\d{2})?");
    private static final int LOOK = 200;

    private DateLike() {}

    /** The step that reads a column's dates, for instance {@code date("when", "dd.MM.yyyy")}; empty where it holds none. */
    public static Optional<String> step(Column<?> column) {
        List<String> values = java.util.stream.IntStream.range(0, column.size())
                .filter(row -> !column.isMissing(row))
                .limit(LOOK)
                .mapToObj(column::getString)
                .toList();
        return step(column.name(), values);
    }

    /** The same of some values. */
    public static Optional<String> step(String name, List<String> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String call = "date(\"" + name + "\"";
        if (values.stream().allMatch(value -> ISO.matcher(value).matches())) {
            return Optional.of(call + ")");
        }
        if (!values.stream().allMatch(value -> OTHER.matcher(value).matches())) {
            return Optional.empty();
        }
        var first = OTHER.matcher(values.get(0));
        if (!first.matches()) {
            return Optional.empty();
        }
        String sign = first.group(2);
        boolean monthFirst = sign.equals("/") && values.stream().noneMatch(value -> part(value, 1) > 12);
        String year = first.group(4).length() == 2 ? "yy" : "yyyy";
        String days = first.group(1).length() == 4
                ? "yyyy" + sign + "M" + sign + "d"
                : (monthFirst ? "M" + sign + "d" : "d" + sign + "M") + sign + year;
        return Optional.of(call + ", \"" + days + (first.group(5) == null ? "" : " H:mm") + "\")");
    }

    private static int part(String value, int group) {
        var parts = OTHER.matcher(value);
        return parts.matches() ? Integer.parseInt(parts.group(group)) : 0;
    }
}
