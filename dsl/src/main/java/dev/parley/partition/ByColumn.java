package dev.parley.partition;

import dev.parley.fault.DataException;
import dev.parley.num.Seed;
import dev.parley.table.Cells;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One party for each value of a column, named by it and sorted; the column is no feature then.
 *
 * @param column its name
 */
public record ByColumn(String column) implements Partition {
    @Override
    public List<int[]> deal(Rows rows, int parties, Seed seed) {
        List<String> values = rows.column(column);
        List<String> names = names(rows);
        if (names.size() != parties) {
            throw new DataException(this + ": the training rows hold " + names.size() + " values of \"" + column
                    + "\", but " + parties + " parties were asked for; say split(" + this + ")");
        }
        return names.stream()
                .map(name -> IntStream.range(0, values.size())
                        .filter(row -> values.get(row).equals(name))
                        .toArray())
                .toList();
    }

    @Override
    public List<String> names(Rows rows, int parties) {
        return names(rows);
    }

    public List<String> names(Rows rows) {
        return rows.column(column).stream()
                .distinct()
                .sorted((a, b) -> Cells.isNumber(a) && Cells.isNumber(b)
                        ? Double.compare(Double.parseDouble(a), Double.parseDouble(b))
                        : a.compareTo(b))
                .toList();
    }

    @Override
    public String toString() {
        return "byColumn(\"" + column + "\")";
    }
}
