package dev.parley;

import dev.parley.aggregate.Aggregation;
import dev.parley.aggregate.Mean;
import dev.parley.aggregate.Named;
import dev.parley.aggregate.WeightedMean;
import dev.parley.client.FedProx;
import dev.parley.client.LocalAdam;
import dev.parley.client.LocalSgd;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.engine.threads.Threads;
import dev.parley.feature.Features;
import dev.parley.layer.Layer;
import dev.parley.model.Cnn;
import dev.parley.model.Linear;
import dev.parley.model.Logistic;
import dev.parley.model.Mlp;
import dev.parley.model.SameDiffModel;
import dev.parley.model.Sequential;
import dev.parley.model.Softmax;
import dev.parley.partition.ByColumn;
import dev.parley.partition.Dirichlet;
import dev.parley.partition.Iid;
import dev.parley.partition.Pathological;
import dev.parley.partition.QuantitySkew;
import dev.parley.partition.Shards;
import dev.parley.plan.Kind;
import dev.parley.plan.Plan;
import dev.parley.plan.Synchronization;
import dev.parley.plot.ComparisonPlot;
import dev.parley.plot.LearningCurve;
import dev.parley.plot.PartitionPlot;
import dev.parley.run.Comparison;
import dev.parley.run.Difference;
import dev.parley.run.Run;
import dev.parley.run.RunFolder;
import dev.parley.run.RunWriter;
import dev.parley.run.TrainedModel;
import dev.parley.server.FedAdam;
import dev.parley.server.ServerSgd;
import dev.parley.train.Host;
import dev.parley.train.Replay;
import dev.parley.train.Resume;
import dev.parley.train.Surroundings;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * The words: {@code import static dev.parley.Parley.*;}, and for instance
 * {@code federation().rounds(20).train(logistic(), dataset("breast-cancer").split(4, dirichlet(0.5)))}.
 */
public final class Parley {
    private Parley() {}

    // The four sentences
    /** Parties keep their rows and learn one model together. */
    public static Federation federation() {
        return new Federation(Plan.of(Kind.FEDERATION), Surroundings.HERE);
    }

    /** One owner's rows, dealt evenly to workers that train one model. */
    public static Distributed distributed() {
        return new Distributed(Plan.of(Kind.DISTRIBUTED), Surroundings.HERE);
    }

    /** All rows in one place. */
    public static Centralized centralized() {
        return new Centralized(Plan.of(Kind.CENTRALIZED), Surroundings.HERE);
    }

    /** Each party alone. */
    public static Local local() {
        return new Local(Plan.of(Kind.LOCAL), Surroundings.HERE);
    }

    // Data
    /** A data set that Parley brings, by its name: iris, wine, breast-cancer, diabetes, digits, mnist, fashion-mnist. */
    public static Dataset dataset(String name) {
        return Dataset.named(name);
    }

    /** The data sets that Parley brings, a row each. */
    public static Table datasets() {
        return Dataset.catalog();
    }

    /** A comma-separated file with a header; say {@code .target(column)} next. */
    public static Dataset csv(String path) {
        return Dataset.csv(path);
    }

    /** A table of your own; say {@code .target(column)} next. */
    public static Dataset data(Table table) {
        return Dataset.of(table);
    }

    /** Images and labels in IDX files, as MNIST has them; gzipped or not. */
    public static Dataset images(String images, String labels) {
        return Dataset.images(images, labels);
    }

    /** Features as they are: no scaling, no statistics. */
    public static Features none() {
        return Features.none();
    }

    /** Numeric features taken from a known range to [0, 1]: no statistics leave a party. */
    public static Features range(double low, double high) {
        return Features.range(low, high);
    }

    // Partitions
    /** Rows dealt evenly and at random. */
    public static Iid iid() {
        return new Iid();
    }

    /** Class by class in shares drawn from a Dirichlet distribution: the smaller alpha, the more unequal. */
    public static Dirichlet dirichlet(double alpha) {
        return new Dirichlet(alpha);
    }

    /** Rows sorted by class and cut into shards, so many a party (McMahan et al. 2017). */
    public static Shards shards(int perParty) {
        return new Shards(perParty);
    }

    /** Exactly so many classes a party. */
    public static Pathological pathological(int classes) {
        return new Pathological(classes);
    }

    /** Equal mixtures, unequal sizes drawn from a Dirichlet distribution. */
    public static QuantitySkew quantitySkew(double alpha) {
        return new QuantitySkew(alpha);
    }

    /** A party for each value of a column. */
    public static ByColumn byColumn(String column) {
        return new ByColumn(column);
    }

    // Models
    /** Linear regression. */
    public static Linear linear() {
        return new Linear();
    }

    /** Logistic regression of two classes. */
    public static Logistic logistic() {
        return new Logistic();
    }

    /** Multinomial logistic regression. */
    public static Softmax softmax() {
        return new Softmax();
    }

    /** A multilayer perceptron with ReLU. */
    public static Mlp mlp(int... hidden) {
        return new Mlp(Arrays.stream(hidden).boxed().toList());
    }

    /** The convolutional network of McMahan et al. 2017, for images. */
    public static Cnn cnn() {
        return new Cnn();
    }

    /** Layers of your own, one after another: {@code sequential(dense(200), relu(), dense())}. */
    public static Sequential sequential(Layer... layers) {
        return new Sequential(List.of(layers));
    }

    /** A graph of your own: {@code sameDiff((sd, x) -> sd.nn().linear(x, sd.var("w", 4, 3), sd.var("b", 3)))}. */
    public static SameDiffModel sameDiff(SameDiffModel.Graph graph) {
        return new SameDiffModel("your own graph", graph);
    }

    /** A graph of your own, with a name for tables and files. */
    public static SameDiffModel sameDiff(String name, SameDiffModel.Graph graph) {
        return new SameDiffModel(name, graph);
    }

    // What parties do
    /** Minibatch SGD on the party's own rows; one epoch a round in batches of 32 unless said otherwise. */
    public static LocalSgd localSgd(double rate) {
        return new LocalSgd(rate);
    }

    /** Minibatch Adam on the party's own rows: as {@link #localSgd}, with betas and, if asked for, a memory. */
    public static LocalAdam localAdam(double rate) {
        return LocalAdam.adam(rate);
    }

    /** Minibatch AdamW on the party's own rows; weight decay 0.01 unless said otherwise. */
    public static LocalAdam localAdamW(double rate) {
        return LocalAdam.adamW(rate);
    }

    /** Local SGD held near the global model. */
    public static FedProx fedProx(double mu) {
        return new FedProx(mu);
    }

    // What the coordinator does
    /** The plain mean over parties. */
    public static Mean mean() {
        return new Mean();
    }

    /** The mean weighted by examples. */
    public static WeightedMean weightedMean() {
        return new WeightedMean();
    }

    /** A rule of your own, with a name for tables and files. */
    public static Named named(String name, Aggregation rule) {
        return new Named(name, rule);
    }

    /** Adds the aggregated delta times a rate. */
    public static ServerSgd serverSgd(double rate) {
        return new ServerSgd(rate);
    }

    /** Adam on the server. */
    public static FedAdam fedAdam(double rate) {
        return new FedAdam(rate);
    }

    /** Adam on the server, with its decays and how much it adapts. */
    public static FedAdam fedAdam(double rate, double beta1, double beta2, double tau) {
        return new FedAdam(rate, beta1, beta2, tau);
    }

    // Distributed workers
    /** Workers average after every step. */
    public static Synchronization everyStep() {
        return new Synchronization.EveryStep();
    }

    /** Workers average after so many steps; {@code checkpoint(..)} keeps a run after so many rounds. */
    public static Synchronization.Every every(int count) {
        return new Synchronization.Every(count);
    }

    /** Workers average once, at the end. */
    public static Synchronization once() {
        return new Synchronization.Once();
    }

    // Where, and what came out
    /** So many threads of this machine. */
    public static Threads threads(int count) {
        return new Threads(count);
    }

    /** Several runs in one table and one chart. */
    public static Comparison compare(Run... runs) {
        return new Comparison(List.of(runs));
    }

    /** A run's learning curve: accuracy on the test rows, for a regression R2, by round. */
    public static XYChart plot(Run run) {
        return LearningCurve.of(run);
    }

    /** The learning curves of several runs. */
    public static XYChart plot(Comparison comparison) {
        return ComparisonPlot.of(comparison);
    }

    /** Who has how many rows of which class. */
    public static Chart<?, ?> plot(Parties parties) {
        return PartitionPlot.of(parties);
    }

    /** The latest run, also what an interrupted or failed cell left. */
    public static Run lastRun() {
        return Host.current().lastRun();
    }

    /** A model that {@code run.model().save(path)} wrote. */
    public static TrainedModel loadModel(String path) {
        return TrainedModel.load(path);
    }

    // Keep it and do it again
    /** Keeps a run in one small file: plan, model, data by name or path with a checksum, seeds, rounds, parameters. */
    public static void save(Run run, String path) {
        RunWriter.write(run, path);
    }

    /** Opens a run that {@link #save} or a checkpoint kept; nothing is trained, until one says {@code .resume()}. */
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

    /** The runs and checkpoints kept in the folder {@code runs}, a row each; one that is broken says why. */
    public static Table runs() {
        return RunFolder.table();
    }

    /** The runs and checkpoints kept in a folder, a row each; one that is broken says why. */
    public static Table runs(String folder) {
        return RunFolder.table(folder);
    }

    /** The first round and party in which two runs differ, and by how much. */
    public static Difference diff(Run a, Run b) {
        return Difference.between(a, b);
    }
}
