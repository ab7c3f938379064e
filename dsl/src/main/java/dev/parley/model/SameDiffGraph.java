package dev.parley.model;

import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.num.ArrayFloats;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A SameDiff graph as it was built once: its inputs, its parameters, its scores and its loss. */
final class SameDiffGraph implements AutoCloseable {
    private static final String X = "rows";
    private static final String Y = "targets";

    private final SameDiff sd = SameDiff.create();
    private final SDVariable scores;
    private final SDVariable loss;
    private final List<SDVariable> params = new ArrayList<>();

    SameDiffGraph(SameDiffModel model, Shape shape) {
        int k = outputs(shape);
        SDVariable x = sd.placeHolder(X, DataType.FLOAT, -1, shape.width());
        scores = SameDiffCheck.scores(model, sd, model.graph().scores(sd, x), k);
        SDVariable y = sd.placeHolder(Y, DataType.FLOAT, -1, k);
        loss = SameDiffCheck.loss(
                model, sd, model.criterion().orElse(usual(shape)).loss(sd, scores, y));
        sd.setLossVariables(loss);
        sd.variables().stream()
                .filter(each -> each.getVariableType() == VariableType.VARIABLE)
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .forEach(params::add);
        for (SDVariable each : params) { // arrays that are copied in and out have to lie in C order
            INDArray array = each.getArr();
            if (!ArrayFloats.isPlain(array)) {
                sd.setArrayForVariable(each.name(), array.dup('c'));
            }
        }
    }

    /** Outputs of a row: classes, or 1. */
    static int outputs(Shape shape) {
        return shape.task() == Task.REGRESSION ? 1 : shape.classes().size();
    }

    private static SameDiffModel.Criterion usual(Shape shape) {
        if (!shape.weights().isEmpty()) {
            float[] weights = new float[shape.weights().size()];
            for (int c = 0; c < weights.length; c++) {
                weights[c] = shape.weights().get(c).floatValue();
            }
            return (sd, scores, y) -> sd.loss()
                    .softmaxCrossEntropy(
                            null,
                            y,
                            scores,
                            y.mul(sd.constant(Nd4j.createFromArray(weights))).sum(1));
        }
        return shape.task() == Task.REGRESSION
                ? (sd, scores, y) -> sd.math().square(scores.sub(y)).mean().mul(0.5)
                : (sd, scores, y) -> sd.loss().softmaxCrossEntropy(null, y, scores, null);
    }

    Layout layout() {
        Layout layout = Layout.empty();
        for (SDVariable each : params) {
            layout = layout.then(
                    each.name(),
                    Arrays.stream(each.getArr().shape())
                            .mapToInt(Math::toIntExact)
                            .toArray());
        }
        return layout;
    }

    /** Copies the variables' arrays into a flat vector. */
    void read(ParamVector into) {
        int at = 0;
        for (SDVariable each : params) {
            float[] values = ArrayFloats.of(each.getArr());
            into.write(at, values, 0, values.length);
            at += values.length;
        }
    }

    /** Copies a flat vector into the variables' arrays. */
    void write(ParamVector from) {
        int at = 0;
        for (SDVariable each : params) {
            INDArray array = each.getArr();
            float[] values = new float[Math.toIntExact(array.length())];
            from.read(at, values, 0, values.length);
            ArrayFloats.fill(array, values);
            at += values.length;
        }
    }

    /** Placeholders that are not the rows and the targets: nobody fills them. */
    List<String> unfilled() {
        return sd.variables().stream()
                .filter(each -> each.getVariableType() == VariableType.PLACEHOLDER)
                .map(SDVariable::name)
                .filter(name -> !name.equals(X) && !name.equals(Y))
                .toList();
    }

    List<SDVariable> params() {
        return params;
    }

    SameDiff sd() {
        return sd;
    }

    String scores() {
        return scores.name();
    }

    String loss() {
        return loss.name();
    }

    /** The loss, and its gradient by each parameter it depends on. */
    OutAndGrad gradients(Map<String, INDArray> inputs) {
        if (!sd.hasGradientFunction()) {
            Hush.during(() -> sd.createGradFunction(names()));
        }
        return sd.calculateGradientsAndOutputs(inputs, List.of(loss.name()), List.of(names()));
    }

    private String[] names() {
        return params.stream().map(SDVariable::name).toArray(String[]::new);
    }

    static Map<String, INDArray> inputs(INDArray x, INDArray y) {
        return Map.of(X, x, Y, y);
    }

    /** Output of that name. */
    static INDArray named(Map<String, INDArray> out, String name) {
        return Objects.requireNonNull(out.get(name), name);
    }

    @Override
    public void close() {
        for (SDVariable each : params) {
            INDArray array = each.getArr();
            if (array != null && array.closeable()) {
                array.close();
            }
        }
    }
}
