package dev.parley.data;

import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import dev.parley.num.Seed;
import dev.parley.partition.ByColumn;
import dev.parley.partition.Partition;
import dev.parley.partition.Rows;
import dev.parley.table.Columns;
import dev.parley.table.Content;
import dev.parley.table.TableContent;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Deals a data set's training rows to parties, and checks the deal. */
final class Split {
    private Split() {}

    static Parties of(Dataset data, int parties, Partition partition, long seed) {
        String step = "split(" + parties + ", " + partition + ")";
        if (parties < 1) {
            throw new DataException(step + ": there must be at least 1 party; ask for 1 or more");
        }
        Content train = train(data);
        if (parties > train.size()) {
            throw new DataException(step + ": there are " + parties + " parties but only " + train.size()
                    + " training rows in " + data.name() + "; ask for at most " + train.size() + " parties");
        }
        return deal(data, train, rows(data, train), parties, partition, seed);
    }

    static Parties natural(Dataset data, Partition partition) {
        if (!(partition instanceof ByColumn byColumn)) {
            throw new DataException("split(" + partition + "): it is not said how many parties; say split(4, "
                    + partition + "), only byColumn(..) knows by itself");
        }
        Content train = train(data);
        Rows rows = rows(data, train);
        return deal(data, train, rows, byColumn.names(rows).size(), partition, 42);
    }

    /** The raw training rows. */
    static Content train(Dataset data) {
        int[] rows = data.parts().train();
        return rows.length == data.content().size()
                ? data.content()
                : data.content().rows(rows);
    }

    private static Rows rows(Dataset data, Content train) {
        return new Rows(data.target().rows(data.parts().train()), column -> column(data, train, column));
    }

    /**
     * Facts that a partition may know of some training rows.
     *
     * @param own their numbers among the training rows
     */
    static Rows rows(Dataset data, int[] own) {
        Content train = train(data);
        return new Rows(data.target().rows(data.parts().train()).rows(own), name -> {
            List<String> all = column(data, train, name);
            return IntStream.of(own).mapToObj(all::get).toList();
        });
    }

    private static Parties deal(Dataset data, Content train, Rows rows, int parties, Partition partition, long seed) {
        List<int[]> deal = partition.deal(rows, parties, new Seed(seed).at("split")).stream()
                .map(part -> IntStream.of(part).sorted().toArray())
                .toList();
        check(deal, rows.size(), parties, partition);
        Dataset used = partition instanceof ByColumn byColumn
                        && !byColumn.column().equals(data.target().name())
                ? data.without(byColumn.column())
                : data;
        List<int[]> none = Collections.nCopies(parties, new int[0]);
        return new RoundZero(used, train).parties(partition, seed, partition.names(rows, parties), deal, none, 0);
    }

    private static void check(List<int[]> deal, int rows, int parties, Partition partition) {
        BitSet dealt = new BitSet(rows);
        boolean once = deal.size() == parties;
        for (int[] part : deal) {
            for (int row : part) {
                once = once && row >= 0 && row < rows && (partition.sharesRows() || !dealt.get(row));
                if (once) {
                    dealt.set(row);
                }
            }
            once = once && part.length > 0;
        }
        if (!once || dealt.cardinality() != rows) {
            throw new DataException(partition + ": the partition must deal each of the " + rows
                    + " training rows to exactly one of " + parties
                    + " parties, and at least one row to each, but it did not; correct its deal method");
        }
    }

    private static List<String> column(Dataset data, Content train, String name) {
        String step = "byColumn(\"" + name + "\")";
        if (!(train instanceof TableContent table)) {
            throw new DataException(
                    step + ": " + data.name() + " holds images, which have no columns;" + " choose another partition");
        }
        if (!table.has(name)) {
            throw new DataException(
                    step + ": " + data.name() + " has no such column; " + Nearest.hint(name, table.columns()));
        }
        var column = table.column(name);
        if (column.countMissing() > 0) {
            throw new DataException(step + ": " + column.countMissing() + " of " + column.size()
                    + " training rows have no value there, so they belong to nobody; fill these cells, or leave the rows"
                    + " out: dropRowsWithout(\"" + name + "\")"
                    + (table.isFile() ? "; where NA or the like is a value there, say text(\"" + name + "\")" : ""));
        }
        return IntStream.range(0, column.size())
                .mapToObj(row -> Columns.label(column, row))
                .toList();
    }
}
