package dev.parley.data;

import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import dev.parley.feature.DateParts;
import dev.parley.partition.HoldOut;
import dev.parley.table.TableContent;
import dev.parley.table.Target;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The latest rows as the test rows, as a model will meet them.
 *
 * @param share of all rows, above 0 and below 1
 * @param column of dates or of numbers that rise with time
 */
public record Latest(double share, String column) {
    public Latest {
        if (!(share > 0 && share < 1)) {
            throw new DataException("latest(" + share + ", \"" + column
                    + "\"): the share of test rows must lie between 0 and 1, both excluded; 0.2 is usual");
        }
    }

    /** The rows of each part; those of one moment are in the order of the table. */
    HoldOut.Parts deal(Dataset data, Target target, HoldOut shares, long seed) {
        String step = data.source().asked() + ".latest(" + share + ", \"" + column + "\")";
        if (!(data.content() instanceof TableContent table)) {
            throw new DataException(step + ": images have no columns; leave the step out");
        }
        if (!table.has(column)) {
            throw new DataException(step + ": there is no such column; " + Nearest.hint(column, table.columns()));
        }
        DateParts date = data.choices().columns().dates().stream()
                .filter(each -> each.column().equals(column))
                .findFirst()
                .orElse(new DateParts(column, ""));
        double[] moments = date.moments(table, step);
        int[] order = IntStream.range(0, moments.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> moments[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        int test = Math.min(order.length - 1, (int) Math.round(order.length * share));
        int[] rest = IntStream.of(order).limit(order.length - test).sorted().toArray();
        HoldOut.Parts parts = shares.deal(target.rows(rest), true, new dev.parley.num.Seed(seed));
        return new HoldOut.Parts(
                IntStream.of(parts.train()).map(row -> rest[row]).toArray(),
                IntStream.of(parts.valid()).map(row -> rest[row]).toArray(),
                IntStream.of(order).skip(order.length - test).sorted().toArray());
    }
}
