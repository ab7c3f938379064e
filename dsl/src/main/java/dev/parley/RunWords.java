package dev.parley;

import dev.parley.aggregate.Aggregation;
import dev.parley.data.Parties;
import dev.parley.doctor.Diagnosis;
import dev.parley.plot.Against;
import dev.parley.plot.CalibrationPlot;
import dev.parley.plot.ComparisonPlot;
import dev.parley.plot.GanttPlot;
import dev.parley.plot.LearningCurve;
import dev.parley.plot.PartitionPlot;
import dev.parley.plot.RocPlot;
import dev.parley.plot.SecureCostPlot;
import dev.parley.run.Comparison;
import dev.parley.run.Difference;
import dev.parley.run.Resources;
import dev.parley.run.Run;
import dev.parley.run.SecureRound;
import dev.parley.run.TrainedModel;
import dev.parley.run.kept.RunFolder;
import dev.parley.run.kept.RunWriter;
import dev.parley.score.Calibration;
import dev.parley.score.Roc;
import dev.parley.train.Host;
import dev.parley.train.Replay;
import dev.parley.train.Resume;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/** The words of {@link Parley} for what came out of a training, and for keeping it. */
public abstract sealed class RunWords extends AccountWords permits Parley {
    RunWords() {}

    // Results
    /**
     * Several runs in one table and one chart.
     *
     * <p>Beside the scores on the test rows stand rounds, examples processed, gradient steps and bytes.
     *
     * <p>Example: {@code compare(pooled, alone, fedAvg)}
     *
     * @param runs at least one, all of classes or all of numbers; equal names are numbered
     * @throws dev.parley.fault.PlanException for no run, or runs of both kinds
     */
    public static Comparison compare(Run... runs) {
        return new Comparison(List.of(runs));
    }

    /**
     * A run's learning curve: accuracy on the test rows, for a regression R2, by round.
     *
     * <p>With {@code evaluateParties(k)} a band reaches from the 10th to the 90th percentile of the parties.
     *
     * <p>Example: {@code plot(fedAvg)}
     *
     * @param run with an evaluated round
     * @throws dev.parley.fault.PlanException where no round was evaluated
     */
    public static XYChart plot(Run run) {
        return LearningCurve.of(run);
    }

    /**
     * The learning curves of several runs.
     *
     * <p>Example: {@code plot(compare(pooled, fedAvg))}
     *
     * @param comparison of runs with an evaluated round each
     * @throws dev.parley.fault.PlanException where no round of a run was evaluated
     */
    public static XYChart plot(Comparison comparison) {
        return ComparisonPlot.of(comparison);
    }

    /**
     * Draws how a run learned over its cost.
     *
     * <p>Example: {@code plot(fedAvg, "bytes up")}
     *
     * @param run with an evaluated round
     * @param over {@code rounds}, {@code passes} over the data, {@code bytes} both ways, {@code bytes up} or {@code seconds}
     * @throws dev.parley.fault.PlanException for another, and where no round was evaluated
     */
    public static XYChart plot(Run run, String over) {
        return LearningCurve.of(run, Against.named(over));
    }

    /**
     * The learning curves of several runs over what they cost; the last score of a run that sends nothing is a level line over
     * bytes.
     *
     * <p>Example: {@code plot(compare(plain, few), "bytes up")}
     *
     * @param comparison of runs with an evaluated round each
     * @param over {@code rounds}, {@code passes} over the data, {@code bytes} both ways, {@code bytes up} or {@code seconds}
     * @throws dev.parley.fault.PlanException for another, and where no round of a run was evaluated
     */
    public static XYChart plot(Comparison comparison, String over) {
        return ComparisonPlot.of(comparison, Against.named(over));
    }

    /**
     * ROC curves: what share of a class is found, by what share of the others is taken for it.
     *
     * <p>Example: {@code plot(run.roc())}
     *
     * @param roc of a run or of an evaluation
     */
    public static XYChart plot(Roc roc) {
        return RocPlot.of(roc);
    }

    /**
     * A reliability diagram: how often it was so, by how probable it was said to be, in tenths, with their rows.
     *
     * <p>Example: {@code plot(run.calibration())}
     *
     * @param calibration of a run or of an evaluation
     */
    public static XYChart plot(Calibration calibration) {
        return CalibrationPlot.of(calibration);
    }

    /**
     * Work of a training on several executors: who computed each piece, when, and how long each waited for the others.
     *
     * <p>{@code resources(run).table()} has a row a piece of work, {@code resources(run).workers()} one an executor.
     *
     * <p>Example: {@code plot(resources(run))}
     *
     * @param run that was trained in this process on an engine of several executors, such as {@code spark(..)}
     * @throws dev.parley.fault.PlanException for a run on threads, or one from a file
     */
    public static Resources resources(Run run) {
        return Resources.of(run);
    }

    /**
     * A Gantt chart: a line for each executor, broken where it waited; what was computed once more is marked.
     *
     * <p>Example: {@code plot(resources(run))}
     *
     * @param resources of a run
     */
    public static XYChart plot(Resources resources) {
        return GanttPlot.of(resources);
    }

    /**
     * The cost of a secure sum by step: milliseconds of a party, on average, and of the coordinator.
     *
     * <p>Example: {@code plot(run.secureRound(3))}
     *
     * @param round of a run under {@code secure(..)}
     */
    public static CategoryChart plot(SecureRound round) {
        return SecureCostPlot.of(round, "time");
    }

    /**
     * The cost of a secure sum by step.
     *
     * <p>Example: {@code plot(run.secureRound(3), "bytes")}
     *
     * @param round of a run under {@code secure(..)}
     * @param what {@code time} in milliseconds, or {@code bytes} that a party gets and sends
     * @throws dev.parley.fault.PlanException for another
     */
    public static CategoryChart plot(SecureRound round, String what) {
        return SecureCostPlot.of(round, what);
    }

    /**
     * Differences between the parties of a split: sizes, distances of their classes to the whole, effective classes,
     * and warnings in sentences.
     *
     * <p>{@code doctor(parties).table()} has a row a party, {@code doctor(parties).heterogeneity()} one number. A numeric
     * target is counted by fifths of its rows.
     *
     * <p>Example: {@code doctor(hospitals)}
     *
     * @param parties what a split has given
     * @throws dev.parley.fault.PlanException where the rows lie elsewhere
     */
    public static Diagnosis doctor(Parties parties) {
        return Diagnosis.of(parties);
    }

    /**
     * A heat map of a split: a row a party, a column a class, the darker the more of the party's rows.
     *
     * <p>Example: {@code plot(doctor(hospitals))}
     *
     * @param diagnosis of a split
     */
    public static Chart<?, ?> plot(Diagnosis diagnosis) {
        return PartitionPlot.of(diagnosis);
    }

    /**
     * A picture of who has how many rows of which class.
     *
     * <p>Stacked bars up to 60 parties, beyond that a heat map. A numeric target is counted by tenths of its rows.
     *
     * <p>Example: {@code plot(hospitals)}
     *
     * @param parties what a split has given
     */
    public static Chart<?, ?> plot(Parties parties) {
        return PartitionPlot.of(parties);
    }

    /**
     * The latest run, also what an interrupted or failed cell left.
     *
     * <p>Example: {@code lastRun().resume()}
     *
     * @return the run of the latest training in this process, with its finished rounds
     * @throws dev.parley.fault.PlanException where nothing was trained yet
     */
    public static Run lastRun() {
        return Host.current().lastRun();
    }

    /**
     * The first round and party in which two runs differ, and by how much.
     *
     * <p>Example: {@code diff(fedAvg, replay("runs/fedavg.json"))}
     *
     * @param a one run
     * @param b the other
     * @throws dev.parley.fault.PlanException where one of them has no finished round
     */
    public static Difference diff(Run a, Run b) {
        return Difference.between(a, b);
    }

    // Keep it and do it again
    /**
     * Keeps a run in one small file: plan, model, data by name or path with a checksum, seeds, rounds, parameters.
     *
     * <p>The file is written whole or not at all. Parameters of more than 1 MB lie beside it, in a safetensors file that
     * is named by its content: copy both. Of a rule or a graph that is code it keeps the name.
     *
     * <p>Example: {@code save(fedAvg, "runs/fedavg.json")}
     *
     * @param run a whole training
     * @param path of the file; folders that are missing are made
     * @throws dev.parley.fault.PlanException for one party's part of {@code local()}, and for a model of your own class
     * @throws dev.parley.fault.DataException where the file cannot be written, or holds something else than a run
     */
    public static void save(Run run, String path) {
        RunWriter.write(run, path);
    }

    /**
     * Opens a run that {@link #save} or a checkpoint kept; nothing is trained, until one says {@code .resume()}.
     *
     * <p>Example: {@code load("runs/fedavg.json").table()}
     *
     * @param path of the file
     * @throws dev.parley.fault.DataException where there is no such file, or it is torn, changed or of a newer format
     */
    public static Run load(String path) {
        return Resume.open(path);
    }

    /**
     * Trains a kept run again, in any process, to the same bits.
     *
     * <p>A run that ended early is trained as far as it went. What a file cannot hold is given again, in any number and
     * order: rows that were a table or have moved, a rule that is code, a graph that is code. Its absence is told by
     * name.
     *
     * <p>Example: {@code replay("runs/fedavg.json")}, {@code replay(path, mine, named("half", half))}
     *
     * @param path of the file
     * @param given at most one each of rows ({@code Dataset}), a rule ({@code Aggregation}) and a model
     * @throws dev.parley.fault.DataException where the file cannot be opened, or rows are missing or are others
     * @throws dev.parley.fault.PlanException where code is missing or is another, and for anything else that is given
     */
    public static Run replay(String path, Object... given) {
        return Replay.of(path, given);
    }

    /**
     * Trains a kept run again by a rule that is code, which a file cannot hold.
     *
     * <p>This one takes a lambda as it stands; beside other things give it a name: {@code named("half", u -> ..)}.
     *
     * <p>Example: {@code replay(path, updates -> updates.mean())}
     *
     * @param path of the file
     * @param rule the plan's rule
     * @throws dev.parley.fault.DataException where the file cannot be opened, or rows are missing or are others
     * @throws dev.parley.fault.PlanException where the rule is another, or the plan's own is no code
     */
    public static Run replay(String path, Aggregation rule) {
        return Replay.of(path, rule);
    }

    /**
     * The runs and checkpoints kept in the folder {@code runs}, a row each; one that is broken says why.
     *
     * <p>Example: {@code runs()}; in a notebook also {@code %runs}
     *
     * @return no row where there is no such folder yet
     */
    public static Table runs() {
        return RunFolder.table();
    }

    /**
     * The runs and checkpoints kept in a folder, a row each; one that is broken says why.
     *
     * <p>Example: {@code runs("experiments")}
     *
     * @param folder its path; folders in it are not looked into
     * @throws dev.parley.fault.DataException where there is no such folder
     */
    public static Table runs(String folder) {
        return RunFolder.table(folder);
    }

    /**
     * A model that {@code run.model().save(path)} wrote.
     *
     * <p>It predicts the same bits as where it was trained, from raw rows. One that is a graph of your own is opened by
     * {@code TrainedModel.load(path, graph)}.
     *
     * <p>Example: {@code loadModel("model.json").predict(dataset("iris").test())}
     *
     * @param path of the file
     * @throws dev.parley.fault.DataException where there is no such file, or it is damaged or of a newer format
     */
    public static TrainedModel loadModel(String path) {
        return TrainedModel.load(path);
    }
}
