package dev.parley.feature;

import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import dev.parley.table.Columns;
import dev.parley.table.TableContent;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A column of dates as numbers: year, month (1 to 12), weekday (Monday is 1), days since 1970-01-01, and the hour where
 * the pattern has one. They take the place of the column itself.
 *
 * @param column of texts, of numbers such as 20240131, or of Tablesaw's dates
 * @param pattern of the texts, as {@link DateTimeFormatter} has it; empty for ISO dates such as 2024-01-31
 */
public record DateParts(String column, String pattern) {
    private static final List<String> PARTS = List.of(" year", " month", " weekday", " days");
    private static final String HOUR = " hour";

    public DateParts {
        formatter(column, pattern);
    }

    private static DateTimeFormatter formatter(String column, String pattern) {
        try {
            return DatePattern.formatter(pattern);
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    "date(\"" + column + "\", \"" + pattern + "\"): Java reads no such pattern (" + e.getMessage()
                            + "); yyyy-MM-dd, dd.MM.yyyy and MM/dd/yyyy are some it reads",
                    e);
        }
    }

    /** Tells whether a column is one of its numbers. */
    public boolean makes(String name) {
        return name.equals(column + HOUR) || PARTS.stream().anyMatch(part -> name.equals(column + part));
    }

    /**
     * The table with the numbers of this column beside it.
     *
     * @throws DataException where there is no such column, or a value of it is no such date
     */
    public TableContent addTo(TableContent table, String asked) {
        if (!table.has(column)) {
            throw new DataException(
                    step(asked) + ": there is no such column; " + Nearest.hint(column, table.columns()));
        }
        int n = table.size();
        boolean hours =
                pattern.contains("H") || pattern.contains("h") || table.column(column) instanceof DateTimeColumn;
        double[][] numbers = new double[PARTS.size() + (hours ? 1 : 0)][n];
        double[] moments = new double[n];
        times(table, asked, (row, time, offset) -> {
            numbers[0][row] = time == null ? Double.NaN : time.getYear();
            numbers[1][row] = time == null ? Double.NaN : time.getMonthValue();
            numbers[2][row] = time == null ? Double.NaN : time.getDayOfWeek().getValue();
            numbers[3][row] = time == null ? Double.NaN : time.toLocalDate().toEpochDay();
            moments[row] = time == null ? Double.NaN : time.getHour() + time.getMinute() / 60.0;
        });
        if (hours) {
            numbers[PARTS.size()] = moments;
        }
        List<Column<?>> columns = new ArrayList<>(table.raw().columns());
        for (int part = 0; part < numbers.length; part++) {
            String name = column + (part < PARTS.size() ? PARTS.get(part) : HOUR);
            if (table.columns().stream().anyMatch(name::equalsIgnoreCase)) {
                throw new DataException(step(asked) + ": there is a column \"" + name + "\" already; rename that one");
            }
            columns.add(DoubleColumn.create(name, numbers[part]));
        }
        return table.of(Table.create(columns), table.notes());
    }

    /**
     * The order of a table's rows in time.
     *
     * @return seconds since 1970-01-01, at Greenwich where the dates say how far they are from it, or the numbers themselves of a column of numbers without a pattern
     * @throws DataException where a value is missing, or is no such date
     */
    public double[] moments(TableContent table, String step) {
        double[] moments = new double[table.size()];
        if (pattern.isEmpty() && Columns.isNumber(table.column(column))) {
            for (int row = 0; row < moments.length; row++) {
                moments[row] = Columns.number(table.column(column), row);
            }
        } else {
            times(
                    table,
                    step,
                    (row, time, offset) -> moments[row] = time == null
                            ? Double.NaN
                            : time.toLocalDate().toEpochDay() * 86_400.0
                                    + time.toLocalTime().toNanoOfDay() / 1e9
                                    - offset);
        }
        for (int row = 0; row < moments.length; row++) {
            if (Double.isNaN(moments[row])) {
                throw new DataException(step + ": row " + table.number(row)
                        + " has no date; leave such rows out: dropRowsWithout(\"" + column + "\")");
            }
        }
        return moments;
    }

    /** Takes a row's time as it is written, and by how many seconds it is ahead of Greenwich. */
    private interface Times {
        void take(int row, @Nullable LocalDateTime time, int offset);
    }

    private void times(TableContent table, String asked, Times into) {
        Column<?> dates = table.column(column);
        DateTimeFormatter formatter = formatter(column, pattern);
        for (int row = 0; row < dates.size(); row++) {
            if (dates.isMissing(row)) {
                into.take(row, null, 0);
            } else if (dates instanceof DateColumn days) {
                into.take(row, days.get(row).atStartOfDay(), 0);
            } else if (dates instanceof DateTimeColumn times) {
                into.take(row, times.get(row), 0);
            } else {
                String text = Columns.label(dates, row);
                try {
                    TemporalAccessor read = formatter.parse(text);
                    LocalTime time = read.query(TemporalQueries.localTime());
                    into.take(
                            row,
                            LocalDate.from(read).atTime(time == null ? LocalTime.MIDNIGHT : time),
                            read.isSupported(ChronoField.OFFSET_SECONDS) ? read.get(ChronoField.OFFSET_SECONDS) : 0);
                } catch (DateTimeException e) {
                    throw new DataException(
                            step(asked) + ": \"" + text + "\" in row " + table.number(row)
                                    + " is no such date; correct it, leave the cell empty, or say another pattern",
                            e);
                }
            }
        }
    }

    private String step(String asked) {
        return asked + ".date(\"" + column + (pattern.isEmpty() ? "\")" : "\", \"" + pattern + "\")");
    }
}
