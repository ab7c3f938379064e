package dev.parley.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.fault.PlanException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.Table;

/** Reports, curves and metrics against scikit-learn's: golden/reports.json. */
class GoldenReportTest {
    private static final JsonNode GOLDEN = Golden.file("reports.json");
    private static final Offset<Double> EXACT = within(1e-9);

    static Stream<JsonNode> cases() {
        return Golden.each(GOLDEN.get("cases"));
    }

    /** Scores of two classes with one output a row or with two, which is to be the same. */
    private static Stream<Scores> scores(JsonNode golden) {
        int k = golden.get("classes").asInt();
        List<String> classes = IntStream.range(0, k).mapToObj(c -> "class " + c).toList();
        Shape shape = new Shape(Task.CLASSIFICATION, 1, List.of(), classes, "y");
        float[] truth = Golden.floats(golden.get("truth"));
        float[] p = Golden.floats(golden.get("p"));
        Scores wide = new Scores(shape, truth, k, p, Threshold.NONE);
        if (k > 2) {
            return Stream.of(wide);
        }
        float[] second = new float[truth.length];
        for (int row = 0; row < second.length; row++) {
            second[row] = p[2 * row + 1];
        }
        return Stream.of(wide, new Scores(shape, truth, 1, second, Threshold.NONE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theReportIsScikitLearns(JsonNode golden) {
        scores(golden).forEach(scores -> {
            Table report = ClassReport.of(scores, "made");
            int k = scores.classes().size();
            assertThat(report.rowCount()).isEqualTo(k + 1);
            for (String column : List.of("precision", "recall", "F1", "AUC", "average precision", "Brier")) {
                double[] expected = Golden.doubles(golden.get(column));
                double mean = 0;
                for (int c = 0; c < k; c++) {
                    assertThat(report.doubleColumn(column).get(c))
                            .as("%s of %d", column, c)
                            .isEqualTo(expected[c], EXACT);
                    mean += expected[c] / k;
                }
                assertThat(report.doubleColumn(column).get(k)).as(column).isEqualTo(mean, EXACT);
            }
            int[] support = Golden.ints(golden.get("support"));
            IntStream.range(0, k)
                    .forEach(c -> assertThat(report.intColumn("support").get(c)).isEqualTo(support[c]));
            assertThat(report.columnNames().contains("threshold")).isEqualTo(k == 2);
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void metricsOfAllClassesAreScikitLearns(JsonNode golden) {
        scores(golden).forEach(scores -> {
            for (String name : List.of("accuracy", "balanced accuracy", "log loss")) {
                assertThat(metric(name, scores))
                        .as(name)
                        .isEqualTo(golden.get(name).asDouble(), within(1e-6));
            }
            assertThat(metric("auc", scores)).isEqualTo(golden.get("macro AUC").asDouble(), within(1e-6));
        });
    }

    private static double metric(String name, Scores scores) {
        return Metric.named(name, scores.task(), List.of(), "test").of().applyAsDouble(scores);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void curvesAreScikitLearns(JsonNode golden) {
        scores(golden).forEach(scores -> {
            int k = scores.classes().size();
            List<Roc.Curve> roc = Roc.of(scores, "made").curves();
            List<Calibration.Curve> calibration = Calibration.of(scores, "made").curves();
            for (int c = k == 2 ? 1 : 0; c < k; c++) {
                Roc.Curve curve = roc.get(k == 2 ? 0 : c);
                assertThat(doubles(curve.falseAlarms()))
                        .containsExactly(Golden.doubles(golden.get("roc").get(c).get(0)), EXACT);
                assertThat(doubles(curve.found()))
                        .containsExactly(Golden.doubles(golden.get("roc").get(c).get(1)), EXACT);
                Calibration.Curve reliability = calibration.get(k == 2 ? 0 : c);
                assertThat(doubles(reliability.predicted()))
                        .containsExactly(
                                Golden.doubles(golden.get("calibration").get(c).get(0)), EXACT);
                assertThat(doubles(reliability.observed()))
                        .containsExactly(
                                Golden.doubles(golden.get("calibration").get(c).get(1)), EXACT);
                assertThat(reliability.rows().stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                        .isEqualTo(scores.size());
            }
        });
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Test
    void metricsOfNumbersAreScikitLearns() {
        JsonNode golden = GOLDEN.get("numbers");
        Shape shape = new Shape(Task.REGRESSION, 1, List.of(), List.of(), "y");
        Scores scores = new Scores(
                shape, Golden.floats(golden.get("truth")), 1, Golden.floats(golden.get("predicted")), Threshold.NONE);

        for (String name : List.of("rmse", "mae", "r2")) {
            assertThat(metric(name, scores)).as(name).isEqualTo(golden.get(name).asDouble(), EXACT);
        }
        assertThatThrownBy(() -> metric("auc", scores))
                .isInstanceOf(PlanException.class)
                .hasMessage("test: there is no metric \"auc\" for a number; there is \"mae\", \"r2\", \"rmse\"");
    }

    @Test
    void aThresholdTurnsChoicesAndNothingElse() {
        Scores plain = scores(GOLDEN.get("cases").get(0)).findFirst().orElseThrow();
        Shape shape = new Shape(Task.CLASSIFICATION, 1, List.of(), plain.classes(), "y");
        float[] outputs = new float[2 * plain.size()];
        float[] truth = new float[plain.size()];
        for (int row = 0; row < plain.size(); row++) {
            truth[row] = plain.truth(row);
            outputs[2 * row] = plain.probability(row, 0);
            outputs[2 * row + 1] = plain.probability(row, 1);
        }
        Scores eager = new Scores(shape, truth, 2, outputs, new Threshold(1, 0.2));

        for (int row = 0; row < plain.size(); row++) {
            assertThat(eager.winner(row)).isEqualTo(plain.probability(row, 1) >= 0.2 ? 1 : 0);
        }
        assertThat(metric("auc", eager)).isEqualTo(metric("auc", plain));
        Table report = ClassReport.of(eager, "made");
        assertThat(report.doubleColumn("threshold").get(1)).isEqualTo(0.2);
        assertThat(report.doubleColumn("threshold").get(0)).isEqualTo(0.8);
        assertThatThrownBy(() -> new Threshold(1, 1))
                .hasMessage(
                        "threshold(1): a probability's bound must lie between 0 and 1, both excluded; 0.5 is usual");
    }
}
