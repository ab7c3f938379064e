package dev.parley.model;

import dev.parley.example.Shape;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A user's own ND4J SameDiff graph with its own parameters, trained in every sentence like the other models.
 *
 * <p>The graph takes rows (n x d floats; images as they are flattened: height, width, channels) to scores (n x k, one
 * for each class, or one for a number). Its variables are the parameters, in the order of their names; what their
 * initial arrays draw from {@code Nd4j.rand} follows the plan's seed. Unless said otherwise the loss is softmax
 * cross-entropy for classes and half the mean squared error for a number; of classes the outputs are the softmax of the
 * scores.
 *
 * <p>The code runs once for each learner, so it should build the same graph each time and touch nothing else. A step
 * costs some milliseconds even where the graph is small, many times that of the models that Parley brings: the price of
 * running any operation ND4J has. A file keeps the name only.
 *
 * @param name what plans, tables and files call it
 * @param graph rows to scores
 * @param criterion scores and targets to a loss; empty for the usual one
 */
public record SameDiffModel(String name, Graph graph, Optional<Criterion> criterion) implements Model {
    /** Rows to scores. */
    @FunctionalInterface
    public interface Graph {
        /**
         * Builds the graph.
         *
         * @param sd empty but for {@code x}
         * @param x n x d
         * @return n x k
         */
        SDVariable scores(SameDiff sd, SDVariable x);
    }

    /** Scores and targets to a loss. */
    @FunctionalInterface
    public interface Criterion {
        /**
         * Goes on building the graph.
         *
         * @param scores n x k
         * @param y n x k with a 1 for each row's class; of a number n x 1
         * @return a scalar, the mean over rows
         */
        SDVariable loss(SameDiff sd, SDVariable scores, SDVariable y);
    }

    /** With the usual loss. */
    public SameDiffModel(String name, Graph graph) {
        this(name, graph, Optional.empty());
    }

    /**
     * Trains on a loss of your own; default softmax cross-entropy for classes, half the mean squared error for a number.
     *
     * @param own takes scores (n x k) and targets (n x k, of a number n x 1) to a scalar, the mean over rows
     */
    public SameDiffModel loss(Criterion own) {
        return new SameDiffModel(name, graph, Optional.of(own));
    }

    @Override
    public Optional<String> objection(Shape shape) {
        if (criterion().isPresent() && !shape.weights().isEmpty()) {
            return Optional.of("classWeights(..) weighs the usual loss, but '" + name()
                    + "' has a loss of its own; weigh the classes in that loss, or leave one of the two out");
        }
        return SameDiffCheck.objection(this, shape);
    }

    @Override
    public Layout layout(Shape shape) {
        try (SameDiffGraph built = new SameDiffGraph(this, shape)) {
            return built.layout();
        }
    }

    /** As the graph's own arrays begin, with this thread's ND4J randomness seeded. */
    @Override
    public ParamVector initial(Shape shape, Seed seed) {
        Nd4j.getRandom().setSeed(seed.at("initial").value());
        try (SameDiffGraph built = new SameDiffGraph(this, shape)) {
            ParamVector params = ParamVector.zeros(built.layout());
            built.read(params);
            return params;
        }
    }

    /** A loss of one's own is told as the graph gives it, for the scaled target. */
    @Override
    public double lossScale(Shape shape) {
        return criterion.isPresent() ? 1 : Model.super.lossScale(shape);
    }

    @Override
    public Learner open(Shape shape, int batch) {
        return new SameDiffLearner(new SameDiffGraph(this, shape), criterion.isPresent(), shape, batch);
    }

    @Override
    public String toString() {
        return "sameDiff(\"" + name + "\")";
    }
}
