package dev.parley.run;

import dev.parley.example.Task;
import dev.parley.model.Evaluation;
import dev.parley.score.Calibration;
import dev.parley.score.ClassReport;
import dev.parley.score.ClassScore;
import dev.parley.score.Metric;
import dev.parley.score.Roc;
import dev.parley.score.Scores;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * Assessment of a model on some rows, from all sides.
 *
 * <p>Classes are chosen by the model's threshold, or where it has none by the highest probability.
 */
public final class Assessment {
    private final String title;
    private final Scores scores;
    private final double loss;

    Assessment(String title, Scores scores, double loss) {
        this.title = title;
        this.scores = scores;
        this.loss = loss;
    }

    /** The truth and the model's outputs, row by row. */
    public Scores scores() {
        return scores;
    }

    /** The usual metrics as a value. */
    public Evaluation evaluation() {
        return scores.task() == Task.CLASSIFICATION
                ? new Evaluation(scores.task(), scores.size(), loss, scores.accuracy(), Double.NaN, Double.NaN)
                : new Evaluation(scores.task(), scores.size(), loss, Double.NaN, metric("rmse"), metric("r2"));
    }

    /** The mean loss. */
    public double loss() {
        return loss;
    }

    /** The share of rows whose chosen class is right; NaN for a number. */
    public double accuracy() {
        return evaluation().accuracy();
    }

    /** Root of the mean squared error, in the target's unit; NaN for classes. */
    public double rmse() {
        return evaluation().rmse();
    }

    /** Share of the target's variance that is explained; NaN for classes. */
    public double r2() {
        return evaluation().r2();
    }

    /** The share of a class's rows that are found. */
    public double recall(String name) {
        return counts(name, "recall").recall();
    }

    /** The share of rows taken for a class that are of it. */
    public double precision(String name) {
        return counts(name, "precision").precision();
    }

    /** The harmonic mean of a class's precision and recall. */
    public double f1(String name) {
        return counts(name, "f1").f1();
    }

    private ClassScore counts(String name, String asked) {
        return ClassReport.counts(scores, name, asked + "(\"" + name + "\")");
    }

    /** Area under the ROC curve; of more than two classes the mean of one against the rest. */
    public double auc() {
        return metric("auc");
    }

    /**
     * A metric by its name.
     *
     * @param name see {@link Metric}
     * @throws dev.parley.fault.PlanException where there is none for such a target
     */
    public double metric(String name) {
        return Metric.named(name, scores.task(), List.of(), "metric(\"" + name + "\")")
                .of()
                .applyAsDouble(scores);
    }

    /** A row a class and one for all: precision, recall, F1, support, AUC, average precision, Brier score, threshold. */
    public Table report() {
        return ClassReport.of(scores, title + ": report");
    }

    /** ROC curves; {@code plot(..)} draws them. */
    public Roc roc() {
        return Roc.of(scores, title);
    }

    /** The ROC curve of one class against the rest. */
    public Roc roc(String name) {
        return Roc.of(scores, title, name);
    }

    /** Reliability of one class's probability. */
    public Calibration calibration(String name) {
        return Calibration.of(scores, title, name);
    }

    /** Reliability by tenths of the probability; {@code plot(..)} draws it. */
    public Calibration calibration() {
        return Calibration.of(scores, title);
    }

    /** Counts of rows by true class (rows) and chosen class (columns). */
    public Table confusion() {
        return Predictions.confusion(scores.classed("confusion()"));
    }

    /** The usual metrics, in words. */
    @Override
    public String toString() {
        return evaluation().toString();
    }
}
