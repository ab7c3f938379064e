package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.data.Dataset;
import dev.parley.example.ArrayExamples;
import dev.parley.feature.Coding;
import dev.parley.feature.Features;
import dev.parley.model.Logistic;
import dev.parley.model.Model;
import dev.parley.model.Softmax;
import dev.parley.num.ParamVector;
import dev.parley.partition.Iid;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** AUC and confusion matrix against scikit-learn's: golden/losses.json. Models are set up to predict its values. */
class GoldenPredictionsTest {
    private static final JsonNode METRICS = Golden.file("losses.json").get("metrics");

    /** The coding of a table of unscaled numbers whose target has the classes 0, 1 ... */
    private static Coding coding(int width, int classes) {
        int rows = 20 * classes;
        Table table = Table.create("made");
        for (int j = 0; j < width; j++) {
            int column = j;
            table.addColumns(DoubleColumn.create(
                    "x" + j,
                    IntStream.range(0, rows).mapToDouble(i -> i + column).toArray()));
        }
        table.addColumns(StringColumn.create(
                "y", IntStream.range(0, rows).mapToObj(i -> "" + i % classes).toList()));
        return Dataset.of(table)
                .target("y")
                .features(Features.none())
                .split(1, new Iid())
                .coding();
    }

    private static Assessment predictions(Model model, int classes, float[] params, ArrayExamples rows) {
        Coding coding = coding(rows.width(), classes);
        return new TrainedModel(model, coding, ParamVector.of(model.layout(coding.shape()), params))
                .assess(rows, "made");
    }

    /** Rows that hold a one at their class, for a model that passes it on as its prediction. */
    private static ArrayExamples oneHot(int[] predicted, float[] truth, int classes) {
        float[] x = new float[predicted.length * classes];
        for (int i = 0; i < predicted.length; i++) {
            x[i * classes + predicted[i]] = 1;
        }
        return new ArrayExamples(x, truth, classes);
    }

    private static float[] identity(int classes) {
        float[] params = new float[classes * classes + classes];
        for (int c = 0; c < classes; c++) {
            params[c * classes + c] = 1;
        }
        return params;
    }

    @Test
    void aucCountsTiesAsScikitLearnDoes() {
        JsonNode golden = METRICS.get("auc");
        float[] scores = Golden.floats(golden.get("score"));
        float[] truth = Golden.floats(golden.get("truth"));
        double expected = golden.get("value").asDouble();
        // the logistic function keeps order and ties
        assertThat(predictions(new Logistic(), 2, new float[] {1, 0}, new ArrayExamples(scores, truth, 1))
                        .auc())
                .isEqualTo(expected, within(1e-12));
        assertThat(predictions(new Softmax(), 2, new float[] {0, 1, 0, 0}, new ArrayExamples(scores, truth, 1))
                        .auc())
                .isEqualTo(expected, within(1e-12));
        assertThat(predictions(new Logistic(), 2, new float[] {-1, 0}, new ArrayExamples(scores, truth, 1))
                        .auc())
                .isEqualTo(1 - expected, within(1e-12));
        assertThat(predictions(new Logistic(), 2, new float[] {0, 0}, new ArrayExamples(scores, truth, 1))
                        .auc())
                .as("all scores tied")
                .isEqualTo(0.5, within(1e-12));
    }

    @Test
    void aucOfMoreThanTwoClassesIsTheMeanOfOneAgainstTheRest() {
        assertThat(predictions(new Softmax(), 3, identity(3), oneHot(new int[] {0, 1, 2}, new float[] {0, 1, 2}, 3))
                        .auc())
                .isEqualTo(1);
    }

    @Test
    void rowsOfTheConfusionMatrixAreTrueClassesAndColumnsPredictedOnes() {
        JsonNode golden = METRICS.get("confusion");
        JsonNode expected = golden.get("rowsAreTruth");
        int classes = expected.size();
        ArrayExamples rows = oneHot(Golden.ints(golden.get("prediction")), Golden.floats(golden.get("truth")), classes);
        Table confusion =
                predictions(new Softmax(), classes, identity(classes), rows).confusion();
        assertThat(confusion.columnNames()).isEqualTo(List.of("true \\ predicted", "0", "1", "2", "3"));
        for (int truth = 0; truth < classes; truth++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                assertThat(confusion.intColumn("" + predicted).getInt(truth))
                        .as("rows of class %d predicted as %d", truth, predicted)
                        .isEqualTo(expected.get(truth).get(predicted).asInt());
            }
        }
    }
}
