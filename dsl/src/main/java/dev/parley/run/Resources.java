package dev.parley.run;

import dev.parley.fault.PlanException;
import dev.parley.result.Activity;
import dev.parley.table.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Workers of a training, the pieces that each computed, and how long each waited for the others.
 *
 * <p>Times are by each machine's own clock: machines whose clocks differ seem to work earlier or later.
 *
 * @param title for people
 * @param pieces of work in the order in which they began
 */
public record Resources(String title, List<Piece> pieces) {
    /**
     * A piece of work at its place.
     *
     * @param lane who computed it; numbered where it did several at once
     * @param start seconds since the first began
     */
    public record Piece(Activity work, String lane, double start) {
        /** Duration in seconds. */
        public double seconds() {
            return work.millis() / 1e3;
        }
    }

    public Resources {
        pieces = List.copyOf(pieces);
    }

    /**
     * Those of a run.
     *
     * @throws PlanException where it has no record of them
     */
    public static Resources of(Run run) {
        List<Activity> all = run.outcome().activity().stream()
                .sorted(Comparator.comparingLong(Activity::begun))
                .toList();
        if (all.isEmpty()) {
            throw new PlanException("resources(run) shows which executor computed what, but '" + run.name()
                    + "' has no such record: it was trained on threads, or opened from a file; train it on(spark(..))");
        }
        Map<String, List<Double>> free = new TreeMap<>();
        List<Piece> pieces = new ArrayList<>();
        for (Activity work : all) {
            List<Double> lanes = free.computeIfAbsent(work.where(), name -> new ArrayList<>());
            int lane = 0;
            // clocks tell milliseconds, so that a piece may seem to begin before the last has ended
            while (lane < lanes.size() && lanes.get(lane) > work.begun() + 2) {
                lane++;
            }
            if (lane == lanes.size()) {
                lanes.add(0.0);
            }
            lanes.set(lane, work.ended());
            String name = lane == 0 ? work.where() : work.where() + " #" + (lane + 1);
            pieces.add(new Piece(work, name, (work.begun() - all.get(0).begun()) / 1e3));
        }
        return new Resources(run.name() + ": who computed what", pieces);
    }

    /** Names of those that computed anything. */
    public List<String> lanes() {
        return pieces.stream().map(Piece::lane).distinct().sorted().toList();
    }

    /** A row a piece of work: round, step, party, who computed it, when (in seconds), how long, and whether once more. */
    public Table table() {
        return Table.create(
                title,
                IntColumn.create(
                        "round",
                        pieces.stream().mapToInt(piece -> piece.work().round()).toArray()),
                StringColumn.create(
                        "step", pieces.stream().map(piece -> piece.work().step())),
                StringColumn.create(
                        "party", pieces.stream().map(piece -> piece.work().party())),
                StringColumn.create("computed by", pieces.stream().map(Piece::lane)),
                DoubleColumn.create("start", pieces.stream().mapToDouble(Piece::start)),
                DoubleColumn.create("seconds", pieces.stream().mapToDouble(Piece::seconds)),
                BooleanColumn.create(
                        "again",
                        pieces.stream().map(piece -> piece.work().again()).toList()));
    }

    /**
     * A row whoever computed: pieces of work, seconds at work, seconds in which others were still at work on the same
     * exchange, and pieces that were computed once more.
     */
    public Table workers() {
        Map<String, double[]> sums = new LinkedHashMap<>();
        lanes().forEach(lane -> sums.put(lane, new double[4]));
        for (List<Piece> exchange : exchanges().values()) {
            double first = exchange.stream().mapToDouble(Piece::start).min().orElse(0);
            double last = exchange.stream()
                    .mapToDouble(piece -> piece.start() + piece.seconds())
                    .max()
                    .orElse(0);
            Map<String, Double> busy = new TreeMap<>();
            exchange.forEach(piece -> {
                busy.merge(piece.lane(), piece.seconds(), Double::sum);
                double[] sum = sums.getOrDefault(piece.lane(), new double[4]);
                sum[0]++;
                sum[1] += piece.seconds();
                sum[3] += piece.work().again() ? 1 : 0;
            });
            busy.forEach((lane, seconds) ->
                    sums.getOrDefault(lane, new double[4])[2] += Math.max(0, last - first - seconds));
        }
        return Table.create(
                title,
                StringColumn.create("computed by", sums.keySet()),
                IntColumn.create(
                        "pieces",
                        sums.values().stream().mapToInt(sum -> (int) sum[0]).toArray()),
                DoubleColumn.create("at work", sums.values().stream().mapToDouble(sum -> rounded(sum[1]))),
                DoubleColumn.create("waiting", sums.values().stream().mapToDouble(sum -> rounded(sum[2]))),
                IntColumn.create(
                        "again",
                        sums.values().stream().mapToInt(sum -> (int) sum[3]).toArray()));
    }

    /** To milliseconds, as clocks tell no more. */
    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    private SortedMap<String, List<Piece>> exchanges() {
        SortedMap<String, List<Piece>> exchanges = new TreeMap<>();
        for (Piece piece : pieces) {
            String key = String.format(
                    Locale.ROOT, "%09d %s", piece.work().round(), piece.work().step());
            exchanges.computeIfAbsent(key, name -> new ArrayList<>()).add(piece);
        }
        return exchanges;
    }

    @Override
    public String toString() {
        TextTable text = new TextTable();
        Table workers = workers();
        text.line(workers.columnNames());
        for (int row = 0; row < workers.rowCount(); row++) {
            text.line(List.of(
                    workers.getString(row, 0),
                    workers.getString(row, 1),
                    String.format(Locale.ROOT, "%.2f s", workers.doubleColumn(2).getDouble(row)),
                    String.format(Locale.ROOT, "%.2f s", workers.doubleColumn(3).getDouble(row)),
                    workers.getString(row, 4)));
        }
        return title + "\n" + text;
    }
}
