package dev.parley.run;

import dev.parley.data.Dataset;
import dev.parley.example.Examples;
import dev.parley.example.Shape;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.feature.Coding;
import dev.parley.file.SafeTensors;
import dev.parley.model.Learner;
import dev.parley.model.MetricSums;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.plan.StartFrom;
import dev.parley.run.kept.ModelFile;
import dev.parley.score.Scores;
import dev.parley.score.Threshold;
import dev.parley.table.TableContent;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/** A model with its parameters and its features' coding: takes raw rows, and predicts the same bits anywhere. */
public final class TrainedModel {
    private final Model description;
    private final Coding coding;
    private final ParamVector params;
    private final Threshold chosen;

    TrainedModel(Model description, Coding coding, ParamVector params) {
        this(description, coding, params, Threshold.NONE);
    }

    private TrainedModel(Model description, Coding coding, ParamVector params, Threshold chosen) {
        this.description = description;
        this.coding = coding;
        this.params = params;
        this.chosen = chosen;
    }

    private static TrainedModel of(ModelFile.Parts parts) {
        return new TrainedModel(parts.description(), parts.coding(), parts.params(), parts.threshold());
    }

    /** Reads a model that {@link #save} wrote. */
    public static TrainedModel load(String path) {
        return of(ModelFile.read(path, Optional.empty()));
    }

    /** Reads a model that is code, of which the file holds the name and the parameters. */
    public static TrainedModel load(String path, Model code) {
        return of(ModelFile.read(path, Optional.of(code)));
    }

    /** Writes everything needed to predict: model, scaling, coding, class names and parameters. */
    public void save(String path) {
        ModelFile.write(new ModelFile.Parts(description, coding, params, chosen), path);
    }

    /**
     * Writes the parameters for other tools, as a safetensors file: each array by its name and shape, in floats.
     *
     * <p>Names and shapes are those of the model's layout, for instance {@code layer1.weight}. A dense layer keeps its
     * weights units x inputs, as PyTorch has them, and from 64 units on inputs x units. In Python,
     * {@code safetensors.numpy.load_file(path)} reads them; here {@code startFrom(path)} begins a training with them.
     * Scaling, coding and class names are not in it: {@link #save} keeps these too.
     *
     * <p>Example: {@code run.model().export("model.safetensors")}
     *
     * @param path of the file, which is whole or not there, and replaces another
     * @throws DataException where it cannot be written
     */
    public void export(String path) {
        SafeTensors.write("the file of weights", Path.of(path), params, Map.of("model", description.toString()));
    }

    /** Its parameters, as a training's beginning. */
    public StartFrom asStart() {
        return StartFrom.Trained.of(description.toString(), params);
    }

    /** A column {@code prediction} and, for classes, a column of probabilities a class; a row each row of the data. */
    public Table predict(Dataset rows) {
        return Predictions.table(Predictions.of(this, rows.encoded(coding)));
    }

    /** A column {@code prediction} and, for classes, a column of probabilities a class; a row each row of the table. */
    public Table predict(Table rows) {
        return Predictions.table(Predictions.of(this, coding.encode(rows)));
    }

    /**
     * The same model, which chooses a class where its probability reaches a bound; the model's file keeps it.
     *
     * <p>Below the bound it is the most probable of the other classes. Probabilities stay as they are.
     *
     * <p>Example: {@code run.model().threshold("malignant", 0.3)}
     *
     * @param name of the class
     * @param bound above 0 and below 1; {@code run.thresholdFor("malignant", "recall", 0.95)} finds one
     * @throws PlanException where there is no such class, or for another bound
     */
    public TrainedModel threshold(String name, double bound) {
        return new TrainedModel(description, coding, params, new Threshold(Scores.place(name, shape()), bound));
    }

    /**
     * The metrics on rows that have a target.
     *
     * @throws DataException where a row has none, or a class the model does not know
     */
    public Assessment evaluate(Dataset rows) {
        Examples examples = rows.encoded(coding);
        for (int row = 0; row < examples.size(); row++) {
            if (Float.isNaN(examples.target(row))) {
                throw new DataException("evaluate(..) needs every row's '" + shape().target() + "', but row "
                        + (rows.content() instanceof TableContent table ? table.number(row) : Integer.toString(row + 1))
                        + " has none, or a class the model does not know; drop such rows, or use predict(..)");
            }
        }
        return assess(examples, rows.name());
    }

    /** The metrics on coded rows. */
    Assessment assess(Examples examples, String title) {
        int[] all = IntStream.range(0, examples.size()).toArray();
        try (Learner learner = description.open(shape(), 256)) {
            double loss = MetricSums.of(learner, params, examples, all, 0, all.length)
                    .evaluation(description, shape())
                    .loss();
            return new Assessment(title, Predictions.of(this, examples), loss);
        }
    }

    /** The threshold by which it chooses a class. */
    Threshold chosen() {
        return chosen;
    }

    /** Shape of its inputs and answers. */
    public Shape shape() {
        return coding.shape();
    }

    /** The description of the model. */
    public Model description() {
        return description;
    }

    Coding coding() {
        return coding;
    }

    ParamVector params() {
        return params;
    }

    @Override
    public String toString() {
        return description + " of " + params.length() + " parameters for '" + shape().target() + "'"
                + (chosen.place() < 0
                        ? ""
                        : ", " + shape().classes().get(chosen.place()) + " from a probability of "
                                + dev.parley.fault.Check.text(chosen.bound()) + " on");
    }
}
