package dev.parley.model;

import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.fault.PlanException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Finds faults in a user's SameDiff graph before any work: builds it, computes it and its gradient once, for two rows
 * of zeros. ND4J's own words stand behind ours.
 */
final class SameDiffCheck {
    private static final int ROWS = 2;

    private SameDiffCheck() {}

    static Optional<String> objection(SameDiffModel model, Shape shape) {
        try (SameDiffGraph graph = new SameDiffGraph(model, shape)) {
            return variables(model, graph).or(() -> computed(model, graph, shape));
        } catch (PlanException said) {
            return Optional.of(String.valueOf(said.getMessage()));
        } catch (RuntimeException e) {
            return Optional.of(model + " cannot be built for rows of " + shape.width()
                    + " numbers; its code gets (sd, x) with x of n x " + shape.width() + " and returns scores of n x "
                    + SameDiffGraph.outputs(shape) + thrown(e));
        }
    }

    /** The scores, where they can be learned from. */
    static SDVariable scores(SameDiffModel model, SameDiff sd, @Nullable SDVariable scores, int k) {
        if (scores == null) {
            throw new PlanException(
                    model + " returns null, but needs scores of n x " + k + "; return what it makes of x");
        }
        if (!scores.getSameDiff().equals(sd)) {
            throw new PlanException(
                    model + " returns a variable of another graph; make it with the sd and the x it gets");
        }
        if (!scores.dataType().isFPType()) {
            throw new PlanException(
                    model + " gives scores of type " + scores.dataType()
                            + ", but needs FLOAT, since whole numbers have no slope to go down; return the numbers they come of");
        }
        return scores;
    }

    /** The loss, where there is one. */
    static SDVariable loss(SameDiffModel model, SameDiff sd, @Nullable SDVariable loss) {
        if (loss == null || !loss.getSameDiff().equals(sd)) {
            throw new PlanException(
                    model + (loss == null ? " has no loss: loss(..) returns null" : " has a loss of another graph")
                            + "; return what it makes of the sd, the scores and the y it gets");
        }
        return loss;
    }

    private static Optional<String> variables(SameDiffModel model, SameDiffGraph graph) {
        if (graph.params().isEmpty()) {
            return Optional.of(model + " has nothing to learn: its graph has no variables; make some with sd.var(..)");
        }
        for (SDVariable each : graph.params()) {
            if (each.dataType() != DataType.FLOAT) {
                return Optional.of(model + " has the variable '" + each.name() + "' of type " + each.dataType()
                        + ", but parameters are of type FLOAT; make it so");
            }
        }
        List<String> unfilled = graph.unfilled();
        return unfilled.isEmpty()
                ? Optional.empty()
                : Optional.of(model + " has the placeholder '" + unfilled.get(0)
                        + "', but only x and y are filled; make it a variable or a constant");
    }

    private static Optional<String> computed(SameDiffModel model, SameDiffGraph graph, Shape shape) {
        int k = SameDiffGraph.outputs(shape);
        try (INDArray x = Nd4j.zeros(DataType.FLOAT, ROWS, shape.width());
                INDArray y = Nd4j.zeros(DataType.FLOAT, ROWS, k)) {
            Map<String, INDArray> inputs = SameDiffGraph.inputs(x, y);
            long[] given = computing(
                    model + " cannot be computed for " + ROWS + " rows of " + shape.width()
                            + " numbers; see that the shapes fit from x, " + ROWS + " x " + shape.width()
                            + ", to the scores, " + ROWS + " x " + k + ": its variables are " + shapes(graph),
                    () -> shapeOf(graph, inputs, graph.scores()));
            if (!Arrays.equals(given, new long[] {ROWS, k})) {
                return Optional.of(model + " gives " + Arrays.toString(given) + " scores for 2 rows, but '"
                        + shape.target() + "' needs [2, " + k + "]"
                        + (shape.task() == Task.REGRESSION ? "" : ", one for each of its " + k + " classes"));
            }
            long[] told = computing(
                    model
                            + " has scores, but its loss cannot be computed of them; see that the shapes fit: scores and y"
                            + " are " + ROWS + " x " + k,
                    () -> shapeOf(graph, inputs, graph.loss()));
            if (Arrays.stream(told).reduce(1, (a, b) -> a * b) != 1) {
                return Optional.of(model + " has a loss of " + Arrays.toString(told)
                        + " numbers, but needs one, the mean over rows; end it with .mean()");
            }
            computing(
                    model
                            + " cannot be trained: SameDiff finds no way from its loss back to its variables; make the loss"
                            + " of the scores, the scores of the variables, by operations that have a derivative",
                    () -> freed(graph.gradients(inputs)));
            return Optional.empty();
        }
    }

    private static <T> T computing(String otherwise, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw new PlanException(otherwise + thrown(e));
        }
    }

    private static String thrown(RuntimeException e) {
        return " (thrown was " + e + ")";
    }

    private static String shapes(SameDiffGraph graph) {
        return graph.params().stream()
                .map(each -> each.name() + " "
                        + Arrays.stream(each.getArr().shape())
                                .mapToObj(Long::toString)
                                .collect(Collectors.joining(" x ")))
                .collect(Collectors.joining(", "));
    }

    private static long[] shapeOf(SameDiffGraph graph, Map<String, INDArray> inputs, String wanted) {
        try (INDArray array = SameDiffGraph.named(graph.sd().output(inputs, wanted), wanted)) {
            return array.shape();
        }
    }

    private static OutAndGrad freed(OutAndGrad result) {
        for (Map<String, INDArray> arrays : List.of(result.getGradients(), result.getOutputs())) {
            arrays.values().stream()
                    .filter(array -> array != null && array.closeable())
                    .forEach(INDArray::close);
        }
        return result;
    }
}
