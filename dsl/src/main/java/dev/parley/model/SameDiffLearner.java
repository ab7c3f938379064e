package dev.parley.model;

import dev.parley.example.Examples;
import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.num.ArrayFloats;
import dev.parley.num.ParamVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A SameDiff graph at work: parameters and rows are copied in, gradients and scores out.
 *
 * <p>A batch of one row goes in as two equal rows, whose mean is the same: ND4J 1.0.0-M2.1 cannot reduce over an axis of
 * length 1 within a graph.
 */
final class SameDiffLearner implements Learner {
    private final SameDiffGraph graph;
    private final boolean number;
    private final boolean own;
    private final int width;
    private final int outputs;
    private final int batch;
    private final float[] rows;
    private final float[] targets;
    private @Nullable INDArray x;
    private @Nullable INDArray y;

    SameDiffLearner(SameDiffGraph graph, boolean own, Shape shape, int batch) {
        this.graph = graph;
        this.own = own;
        this.number = shape.task() == Task.REGRESSION;
        this.width = shape.width();
        this.outputs = SameDiffGraph.outputs(shape);
        this.batch = batch;
        this.rows = new float[Math.max(2, batch) * width];
        this.targets = new float[Math.max(2, batch) * outputs];
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public double addGradient(
            Examples data, int[] rows, int from, int count, double scale, ParamVector params, ParamVector into) {
        graph.write(params);
        Map<String, INDArray> inputs = inputs(data, rows, from, count);
        OutAndGrad result = graph.gradients(inputs);
        int at = 0;
        for (SDVariable each : graph.params()) {
            INDArray gradient = result.getGradients().get(each.name());
            int length = Math.toIntExact(each.getArr().length());
            if (gradient != null) { // a variable that the loss does not depend on has none
                add(ArrayFloats.of(gradient), (float) scale, into, at, length);
            }
            at += length;
        }
        double loss = SameDiffGraph.named(result.getOutputs(), graph.loss()).getDouble(0);
        result.getGradients().values().forEach(SameDiffLearner::free);
        result.getOutputs().values().forEach(SameDiffLearner::free);
        return loss;
    }

    private static void add(float[] gradient, float scale, ParamVector into, int at, int length) {
        float[] sum = new float[length];
        into.read(at, sum, 0, length);
        for (int i = 0; i < length; i++) {
            sum[i] += scale * gradient[i];
        }
        into.write(at, sum, 0, length);
    }

    @Override
    public double predict(Examples data, int[] rows, int from, int count, ParamVector params, float[] into) {
        graph.write(params);
        Map<String, INDArray> inputs = inputs(data, rows, from, count);
        List<String> wanted = new ArrayList<>(List.of(graph.scores()));
        if (own) {
            wanted.add(graph.loss());
        }
        Map<String, INDArray> out = graph.sd().output(inputs, wanted);
        float[] scores = ArrayFloats.of(SameDiffGraph.named(out, graph.scores()));
        float[] y = new float[count];
        for (int i = 0; i < count; i++) {
            y[i] = data.target(rows[from + i]);
        }
        double usual = (number ? Loss.HALF_SQUARED : Loss.SOFTMAX).score(scores, y, count, outputs);
        System.arraycopy(scores, 0, into, 0, count * outputs);
        double loss = own ? SameDiffGraph.named(out, graph.loss()).getDouble(0) : usual;
        out.values().forEach(SameDiffLearner::free);
        return loss;
    }

    private Map<String, INDArray> inputs(Examples data, int[] picked, int from, int count) {
        return count == 1 ? many(data, new int[] {picked[from], picked[from]}, 0, 2) : many(data, picked, from, count);
    }

    private Map<String, INDArray> many(Examples data, int[] picked, int from, int count) {
        if (x == null || y == null || x.size(0) != count) {
            free(x);
            free(y);
            x = Nd4j.createUninitialized(DataType.FLOAT, count, width);
            y = Nd4j.createUninitialized(DataType.FLOAT, count, outputs);
        }
        data.read(picked, from, count, rows);
        ArrayFloats.fill(x, rows);
        for (int i = 0; i < count; i++) {
            float target = data.target(picked[from + i]);
            if (number) {
                targets[i] = target;
            } else {
                for (int c = 0; c < outputs; c++) {
                    targets[i * outputs + c] = c == (int) target ? 1f : 0f;
                }
            }
        }
        ArrayFloats.fill(y, targets);
        return SameDiffGraph.inputs(x, y);
    }

    private static void free(@Nullable INDArray array) {
        if (array != null && array.closeable()) {
            array.close();
        }
    }

    @Override
    public void close() {
        free(x);
        free(y);
        graph.close();
    }
}
