package dev.parley.spark;

import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The rows of a DataFrame, a party each value of a column; the notebook sees the values and how many rows have them. */
final class FrameSites extends SparkSites {
    private final JavaSparkContext owner;
    private final String name;
    private final Dataset<Row> frame;
    private final int key;
    private final Map<String, Integer> places = new HashMap<>();
    private final int[] sizes;

    private FrameSites(Spark engine, Dataset<Row> frame, int key, String asked, String name) {
        super(engine, asked);
        this.owner = engine.context();
        this.name = name;
        this.frame = frame;
        this.key = key;
        Map<String, Long> counts = new TreeMap<>(counted());
        if (counts.containsKey("")) {
            throw new DataException(asked + ": " + counts.get("") + " rows have no value in \"" + frame.columns()[key]
                    + "\", so they belong to nobody; leave them out: frame.na().drop(..)");
        }
        if (counts.isEmpty()) {
            throw new DataException(asked + ": there is no row; check what was read");
        }
        this.sizes = new int[counts.size()];
        counts.forEach((value, rows) -> {
            sizes[places.size()] = Math.toIntExact(rows);
            places.put(value, places.size());
        });
    }

    private Map<String, Long> counted() {
        return Collected.of(
                        owner,
                        asked() + ": how many rows each owner has",
                        () -> frame.toJavaRDD()
                                .mapToPair(new FrameRows.Counted(key))
                                .reduceByKey(Long::sum)
                                .map(new FrameRows.Pair()))
                .stream()
                .collect(Collectors.toMap(FrameRows.Count::owner, FrameRows.Count::rows));
    }

    /** The rows of parquet files. */
    static FrameSites read(Spark engine, String path, String column) {
        String asked = "sites(\"" + path + "\", byColumn(\"" + column + "\"), ..)";
        SparkSession session =
                SparkSession.builder().sparkContext(engine.context().sc()).getOrCreate();
        Dataset<Row> frame;
        try {
            frame = session.read().parquet(path);
        } catch (Exception e) { // Scala throws checked exceptions undeclared
            throw new DataException(
                    asked + ": the files cannot be read as parquet (" + Faults.firstLine(e)
                            + "); check the path, or give a frame: sites(frame, \"" + column + "\", ..)",
                    e);
        }
        String last = path.substring(path.lastIndexOf('/') + 1);
        return of(engine, frame, column, asked, last.isEmpty() ? "sites" : last);
    }

    static FrameSites of(Spark engine, Dataset<Row> frame, String column, String asked, String name) {
        List<String> columns = Arrays.asList(frame.columns());
        if (!columns.contains(column)) {
            throw new DataException(
                    asked + ": there is no column \"" + column + "\"; " + Nearest.hint(column, columns));
        }
        FrameColumns.check(frame.schema(), asked);
        return new FrameSites(engine, FrameColumns.written(frame), columns.indexOf(column), asked, name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    List<List<Integer>> deal(JavaSparkContext context) {
        return Slice.deal(sizes, Math.min(sizes.length, Math.max(1, context.defaultParallelism())));
    }

    @Override
    JavaRDD<SiteSlice> slices(JavaSparkContext context, List<List<Integer>> deal) {
        if (!owner.sc().equals(context.sc()) || owner.sc().isStopped()) {
            throw new DataException(asked() + ": the Spark session of these rows was closed; ask for the sites anew");
        }
        int[] slices = new int[sizes.length];
        for (int slice = 0; slice < deal.size(); slice++) {
            for (int place : deal.get(slice)) {
                slices[place] = slice;
            }
        }
        FrameRows.Owners owners = new FrameRows.Owners(places, slices, deal.size());
        return frame.toJavaRDD()
                .mapToPair(new FrameRows.Keyed(key))
                .groupByKey(owners)
                .mapPartitions(new FrameRows.Gathered(owners, new ArrayList<>(FrameColumns.of(frame.schema(), key))));
    }
}
