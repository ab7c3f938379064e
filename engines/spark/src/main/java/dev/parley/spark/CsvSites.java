package dev.parley.spark;

import dev.parley.fault.DataException;
import dev.parley.table.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Files of cells, a party each; the notebook sees their names and sizes. */
final class CsvSites extends SparkSites {
    /** Files of other programs: of an editor's, a sheet's, or Spark's own marks. */
    private static final Pattern HIDDEN = Pattern.compile("\\..*|~\\$.*|_[A-Z]+");

    private final String name;
    private final List<FileStatus> files;
    private final List<String> names;

    private CsvSites(Spark engine, String asked, String name, List<FileStatus> files) {
        super(engine, asked);
        this.name = name;
        List<String> called = Source.called(
                files.stream().map(file -> file.getPath().getName()).toList());
        // in the order of the parties' names, as a split by file has them
        List<Integer> order = IntStream.range(0, files.size())
                .boxed()
                .sorted(Comparator.comparing(called::get))
                .toList();
        this.files = order.stream().map(files::get).toList();
        this.names = order.stream().map(called::get).toList();
    }

    /**
     * The files of a pattern, in the order of their names.
     *
     * @throws DataException where there are none
     */
    static CsvSites of(Spark engine, String pattern, String asked) {
        try {
            Path path = new Path(pattern);
            Configuration here = engine.context().hadoopConfiguration();
            FileSystem system = path.getFileSystem(here);
            boolean isFolder = system.exists(path) && system.getFileStatus(path).isDirectory();
            FileStatus[] found = isFolder ? system.listStatus(path) : system.globStatus(path);
            List<FileStatus> files = found == null
                    ? List.of()
                    : Arrays.stream(found)
                            .filter(FileStatus::isFile)
                            .filter(file ->
                                    !isFolder || file.getPath().getName().matches("(?i).*\\.(csv|tsv|txt)(\\.gz)?"))
                            .filter(file ->
                                    !HIDDEN.matcher(file.getPath().getName()).matches())
                            .sorted(Comparator.comparing(file -> file.getPath().getName()))
                            .toList();
            if (files.stream().map(file -> file.getPath().getName()).distinct().count() < files.size()) {
                throw new DataException(
                        asked + ": two files have the same name, so that two parties would have; take files"
                                + " of one folder");
            }
            if (files.isEmpty()) {
                throw new DataException(
                        asked + ": no file is called so; check the pattern, as in sites(\"hospitals/*.csv\", ..)");
            }
            Path from = isFolder ? path : path.getParent();
            String name = from == null ? "" : from.getName();
            return new CsvSites(engine, asked, name.isEmpty() ? "sites" : name, files);
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new DataException(asked + ": the files cannot be listed (" + e.getMessage() + "); check the path", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    List<List<Integer>> deal(JavaSparkContext context) {
        int[] sizes = files.stream()
                .mapToInt(file -> (int) Math.min(Integer.MAX_VALUE, file.getLen()))
                .toArray();
        return Slice.deal(sizes, Math.min(sizes.length, Math.max(1, context.defaultParallelism())));
    }

    @Override
    JavaRDD<SiteSlice> slices(JavaSparkContext context, List<List<Integer>> deal) {
        HashMap<String, String> settings = new HashMap<>();
        for (Map.Entry<String, String> each : context.hadoopConfiguration()) {
            settings.put(each.getKey(), each.getValue());
        }
        List<SiteSlice> slices = new ArrayList<>();
        for (List<Integer> places : deal) {
            slices.add(new SiteSlice(places.stream()
                    .map(place -> new CsvSite(
                            place, names.get(place), files.get(place).getPath().toString(), settings))
                    .toList()));
        }
        return context.parallelize(slices, slices.size());
    }
}
