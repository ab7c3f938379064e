package dev.parley.score;

import dev.parley.table.FreeNames;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A table of how good a model is class by class, and of all classes together. */
public final class ClassReport {
    private ClassReport() {}

    /**
     * A row a class, one against the rest, and a row "all" of their means.
     *
     * @return class, precision, recall, F1, support, AUC, average precision, Brier score and, of two classes, the
     *     probability from which the class is chosen
     */
    public static Table of(Scores scores, String title) {
        scores.classed("report()");
        int k = scores.classes().size();
        int[][] confusion = scores.confusion();
        List<ClassScore> counts =
                IntStream.range(0, k).mapToObj(c -> ClassScore.of(confusion, c)).toList();
        List<Ranking> rankings = IntStream.range(0, k).mapToObj(scores::ranking).toList();
        FreeNames free = new FreeNames(List.of());
        StringColumn names = StringColumn.create("class");
        scores.classes().forEach(name -> names.append(name));
        names.append(free(free, scores.classes()));
        IntColumn support = IntColumn.create("support");
        counts.forEach(each -> support.append((int) each.support()));
        support.append(scores.size());
        DoubleColumn threshold = Rounded.column("threshold", new double[0]);
        IntStream.range(0, k).forEach(c -> threshold.append(scores.threshold().of(c, k)));
        threshold.append(Double.NaN);
        Table table = Table.create(
                title,
                names,
                column("precision", k, counts, c -> counts.get(c).precision()),
                column("recall", k, counts, c -> counts.get(c).recall()),
                column("F1", k, counts, c -> counts.get(c).f1()),
                support,
                column("AUC", k, counts, c -> rankings.get(c).auc()),
                column("average precision", k, counts, c -> rankings.get(c).averagePrecision()),
                column("Brier", k, counts, scores::brier));
        return threshold.countMissing() > k ? table : table.addColumns(threshold);
    }

    /**
     * The counts of one class.
     *
     * @throws dev.parley.fault.PlanException where there is no such class
     */
    public static ClassScore counts(Scores scores, String name, String asked) {
        return ClassScore.of(scores.classed(asked).confusion(), scores.place(name));
    }

    /** The name of the last row, which no class has. */
    private static String free(FreeNames free, List<String> classes) {
        classes.forEach(free::free);
        return free.free("all");
    }

    /** A value a class, and their mean over classes that have rows. */
    private static DoubleColumn column(String name, int k, List<ClassScore> counts, IntToDoubleFunction of) {
        DoubleColumn column =
                Rounded.column(name, IntStream.range(0, k).mapToDouble(of).toArray());
        return column.append(IntStream.range(0, k)
                .filter(c -> counts.get(c).support() > 0)
                .mapToDouble(of)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN));
    }
}
