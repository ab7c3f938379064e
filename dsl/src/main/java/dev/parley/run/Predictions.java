package dev.parley.run;

import dev.parley.example.Examples;
import dev.parley.example.Task;
import dev.parley.model.Learner;
import dev.parley.score.Outputs;
import dev.parley.score.Scores;
import dev.parley.table.FreeNames;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A model's outputs on some rows, and the tables of what it predicts. */
final class Predictions {
    private static final int BATCH = 256;

    private Predictions() {}

    /** The outputs beside the truth, which is NaN where a row has none. */
    static Scores of(TrainedModel model, Examples rows) {
        try (Learner learner = model.description().open(model.shape(), BATCH)) {
            return Outputs.of(learner, model.params(), model.shape(), rows, model.chosen());
        }
    }

    /** The prediction and, for classes, a probability a class. */
    static Table table(Scores scores) {
        Table table = Table.create("predictions");
        int[] rows = IntStream.range(0, scores.size()).toArray();
        if (scores.task() == Task.REGRESSION) {
            return table.addColumns(DoubleColumn.create(
                    "prediction",
                    Arrays.stream(rows).mapToDouble(scores::predicted).toArray()));
        }
        List<String> classes = scores.classes();
        StringColumn winners = StringColumn.create("prediction");
        Arrays.stream(rows).forEach(row -> winners.append(classes.get(scores.winner(row))));
        table.addColumns(winners);
        FreeNames names = new FreeNames(List.of("prediction"));
        for (int c = 0; c < classes.size(); c++) {
            int place = c;
            table.addColumns(DoubleColumn.create(
                    names.free("P(" + classes.get(c) + ")"),
                    Arrays.stream(rows)
                            .mapToDouble(row -> scores.probability(row, place))
                            .toArray()));
        }
        return table;
    }

    /** Counts by true class (rows) and predicted class (columns). */
    static Table confusion(Scores scores) {
        int[][] counts = scores.confusion();
        StringColumn truth = StringColumn.create("true \\ predicted", scores.classes());
        Table table = Table.create("confusion matrix", truth);
        FreeNames names = new FreeNames(List.of(truth.name()));
        for (int c = 0; c < counts.length; c++) {
            int column = c;
            int[] predicted = Arrays.stream(counts).mapToInt(row -> row[column]).toArray();
            table.addColumns(IntColumn.create(names.free(scores.classes().get(c)), predicted));
        }
        return table;
    }
}
