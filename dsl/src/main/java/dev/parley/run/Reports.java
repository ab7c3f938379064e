package dev.parley.run;

import dev.parley.account.Delta;
import dev.parley.data.Parties;
import dev.parley.score.Calibration;
import dev.parley.score.Roc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tech.tablesaw.api.Table;

/** A run's answers about its model on test rows; public, since completion shows no words of a hidden class. */
public abstract sealed class Reports permits Run {
    Reports() {}

    /**
     * The account of privacy after the last round: epsilon of one party or one row at delta, against readers of the model and
     * against the coordinator.
     *
     * <p>Example: {@code run.privacy().table()}
     *
     * @throws dev.parley.fault.PlanException where nothing in the plan protects anybody
     */
    public PrivacyReport privacy() {
        return PrivacyReport.of(itself(), Optional.empty());
    }

    /**
     * The account of privacy at another delta.
     *
     * @param delta in place of 1e-5, or of what suits the number of protected parties or rows
     */
    public PrivacyReport privacy(Delta delta) {
        return PrivacyReport.of(itself(), Optional.of(delta));
    }

    /** All metrics on the test rows. */
    abstract Assessment assessment(String asked);

    /** The run that answers. */
    abstract Run itself();

    /** Area under the ROC curve on the test rows; of more than two classes the mean of one against the rest. */
    public double auc() {
        return assessment("auc()").auc();
    }

    /**
     * A metric on the test rows by its name, as in {@code compare(..).by(..)}; in {@code local()} the mean over the parties'
     * models.
     *
     * <p>Example: {@code run.metric("f1")}
     *
     * @param name such as {@code auc}, {@code f1}, {@code brier} or {@code mae}
     * @throws dev.parley.fault.PlanException for a metric that is not known
     */
    public double metric(String name) {
        return RunMetric.of(itself(), name);
    }

    /** Counts of the test rows by true class (rows) and predicted class (columns). */
    public Table confusion() {
        return assessment("confusion()").confusion();
    }

    /** The same counts as plain numbers: K x K, by true class, then by predicted class. */
    public int[][] confusionCounts() {
        return assessment("confusionCounts()")
                .scores()
                .classed("confusionCounts()")
                .confusion();
    }

    /**
     * Report of the model on the test rows class by class: a row a class and one for their means, with precision,
     * recall, F1, support, AUC and average precision (one class against the rest), Brier score and threshold.
     *
     * @throws dev.parley.fault.PlanException for a number, and where {@code local()} trained several models
     */
    public Table report() {
        return assessment("report()").report();
    }

    /**
     * Report of the model on the rows that each party keeps for its own test, a row a party; where parties have models
     * of their own, as in {@code local()} and after {@code personalize(..)}, each party's own.
     *
     * @param held the split with {@code partyTest(share)} that this run was trained on
     * @throws dev.parley.fault.PlanException where it was trained on other rows, as it has seen these then
     */
    public Table report(Parties held) {
        return PartyReport.of(itself(), held);
    }

    /**
     * Global and personal models side by side, three evaluations a run, each with its label: the global model on the common
     * test rows; the global model on the rows that each party keeps for its own test; each party's own model on the same
     * rows.
     *
     * <p>Accuracy (for a number R2): of parties the plain mean and that weighted by test rows, the 10th and the 90th
     * percentile, the worst and whose it is. A line is empty where there is no such model: {@code local()} has no global
     * one, nor have {@code fedPer(..)}, {@code fedRep(..)} and {@code fedBn()}; a plain {@code federation()} has no
     * personal ones.
     *
     * <p>Example: {@code run.personal()}, {@code ditto.personal(alone, fedAvg)}
     *
     * @param others runs that follow in the same table
     * @throws dev.parley.fault.PlanException where parties keep no rows for a test of their own: train on
     *     {@code split.partyTest(0.2)}
     */
    public Table personal(Run... others) {
        List<Run> all = new ArrayList<>(List.of(itself()));
        all.addAll(List.of(others));
        return PersonalTable.of(all);
    }

    /**
     * Success rate of a backdoor: the share of test rows of other classes that the model takes for the backdoor's class
     * once they are marked.
     *
     * @throws dev.parley.fault.PlanException where no party attacked by {@code backdoor(..)}
     */
    public double backdoor() {
        return Attackers.backdoor(itself());
    }

    /** ROC curves on the test rows; {@code plot(run.roc())} draws them. */
    public Roc roc() {
        return assessment("roc()").roc();
    }

    /** The ROC curve of one class against the rest; {@code plot(run.roc("malignant"))} draws it. */
    public Roc roc(String name) {
        return assessment("roc(\"" + name + "\")").roc(name);
    }

    /** Reliability of one class's probability; {@code plot(run.calibration("malignant"))} draws it. */
    public Calibration calibration(String name) {
        return assessment("calibration(\"" + name + "\")").calibration(name);
    }

    /** Reliability on the test rows, by tenths of the probability; {@code plot(run.calibration())} draws it. */
    public Calibration calibration() {
        return assessment("calibration()").calibration();
    }

    /**
     * The bound of a class's probability by which the validation rows come to a recall or a precision.
     *
     * @param name of the class
     * @param metric "recall": the highest bound that finds at least that share; "precision": the lowest bound from which
     *     on at least that share is right
     * @param value above 0 and at most 1
     * @throws dev.parley.fault.PlanException where no validation rows were held out, or no bound comes to it
     */
    public double thresholdFor(String name, String metric, double value) {
        return ThresholdSearch.of(itself(), name, metric, value);
    }

    /** The same for the second of two classes. */
    public double thresholdFor(String metric, double value) {
        return ThresholdSearch.of(itself(), ThresholdSearch.second(itself()), metric, value);
    }
}
