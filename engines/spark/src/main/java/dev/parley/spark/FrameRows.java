package dev.parley.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** The way of a DataFrame's rows to the executors of their owners. */
final class FrameRows {
    private FrameRows() {}

    /** Takes a row to its owner; "" where it has none. */
    record Key(int column) implements Function<Row, String> {
        @Override
        public String call(Row row) {
            return row.isNullAt(column) ? "" : String.valueOf(row.get(column));
        }
    }

    /** Number of rows that an owner has. */
    record Count(String owner, long rows) implements Serializable {}

    /** Takes a row to its owner and 1. */
    record Counted(int column) implements PairFunction<Row, String, Long> {
        @Override
        public Tuple2<String, Long> call(Row row) {
            return new Tuple2<>(new Key(column).call(row), 1L);
        }
    }

    /** Takes a pair out of Scala. */
    record Pair() implements Function<Tuple2<String, Long>, Count> {
        @Override
        public Count call(Tuple2<String, Long> pair) {
            return new Count(pair._1(), pair._2());
        }
    }

    /** Takes a row to its owner and its other values. */
    record Keyed(int column) implements PairFunction<Row, String, Object[]> {
        @Override
        public Tuple2<String, Object[]> call(Row row) {
            Object[] values = new Object[row.length() - 1];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.get(i < column ? i : i + 1);
            }
            return new Tuple2<>(new Key(column).call(row), values);
        }
    }

    /** The slice of each owner. */
    static final class Owners extends Partitioner {
        private static final long serialVersionUID = 1;

        private final HashMap<String, Integer> places;
        private final int[] slices;
        private final int count;

        Owners(Map<String, Integer> places, int[] slices, int count) {
            this.places = new HashMap<>(places);
            this.slices = slices.clone();
            this.count = count;
        }

        int place(String owner) {
            return places.getOrDefault(owner, 0);
        }

        @Override
        public int numPartitions() {
            return count;
        }

        @Override
        public int getPartition(Object owner) {
            return slices[place(String.valueOf(owner))];
        }
    }

    /** Value by value, what is missing first: an order that does not depend on where Spark had the rows. */
    static int byValues(Object[] one, Object[] other) {
        for (int i = 0; i < one.length; i++) {
            if (one[i] == null || other[i] == null) {
                if (one[i] != other[i]) {
                    return one[i] == null ? -1 : 1;
                }
                continue;
            }
            int order = one[i].toString().compareTo(other[i].toString());
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Makes the slice of an executor's owners, whose rows are in the order of their values. */
    record Gathered(Owners owners, ArrayList<FrameColumns.One> columns)
            implements FlatMapFunction<Iterator<Tuple2<String, Iterable<Object[]>>>, SiteSlice>, Serializable {
        @Override
        public Iterator<SiteSlice> call(Iterator<Tuple2<String, Iterable<Object[]>>> all) {
            List<FrameSite> sites = new ArrayList<>();
            while (all.hasNext()) {
                Tuple2<String, Iterable<Object[]>> owner = all.next();
                ArrayList<Object[]> ordered = new ArrayList<>();
                owner._2().forEach(ordered::add);
                ordered.sort(FrameRows::byValues);
                sites.add(new FrameSite(owners.place(owner._1()), owner._1(), columns, ordered));
            }
            sites.sort(Comparator.comparingInt(FrameSite::index));
            return List.of(new SiteSlice(sites)).iterator();
        }
    }
}
