package dev.parley.model;

import dev.parley.example.Examples;
import dev.parley.layer.Activations;
import dev.parley.layer.Dense;
import dev.parley.layer.Input;
import dev.parley.layer.Layer;
import dev.parley.layer.LayerContext;
import dev.parley.layer.Pass;
import dev.parley.layer.RowShape;
import dev.parley.layer.Stage;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.ArrayList;
import java.util.List;

/** Forward, loss and backward of layers one after another; buffers are made once and nothing is allocated a step. */
final class LayerLearner implements Learner {
    private static final RepresentationLoss NO_MORE = (z, n, size, first, gradient) -> {};

    private final List<Stage> stages = new ArrayList<>();
    private final ClippedRows clipped;
    private final Loss loss;
    private final ClassWeights weights;
    private final int batch;
    private final int outputs;
    private final Input input;
    private final Activations last;
    private final float[] scores;
    private final float[] targets;
    private final ParamVector nothing = ParamVector.zeros(Layout.empty());
    private final Pass pass = new Pass(nothing);
    private final int representation;
    private Activations represented;

    LayerLearner(List<? extends Layer> layers, RowShape shape, Loss loss, ClassWeights weights, int batch) {
        this.loss = loss;
        this.weights = weights;
        this.batch = batch;
        this.input = new Input(batch, shape.size());
        RowShape in = shape;
        int offset = 0;
        boolean mayOverwrite = true;
        int before = 0;
        for (Layer layer : layers) {
            before = layer instanceof Dense && offset > 0 ? in.size() : 0;
            Stage stage = layer.open(in, new LayerContext(batch, stages.size(), offset, offset == 0, mayOverwrite));
            stages.add(stage);
            mayOverwrite = !stage.needsOutputs();
            offset += layer.arrays(in).length();
            in = layer.out(in);
        }
        this.clipped = new ClippedRows(stages, layers, batch);
        this.representation = before;
        this.outputs = in.size();
        this.last = new Activations(batch, outputs);
        this.represented = last;
        this.scores = new float[batch * outputs];
        this.targets = new float[batch];
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
    public void begin(Seed seed) {
        pass.begin(seed);
    }

    @Override
    public int representation() {
        return representation;
    }

    @Override
    public double addGradient(
            Examples data, int[] rows, int from, int n, double scale, ParamVector params, ParamVector into) {
        return addGradient(data, rows, from, n, scale, params, into, NO_MORE);
    }

    @Override
    public double addGradient(
            Examples data,
            int[] rows,
            int from,
            int n,
            double scale,
            ParamVector params,
            ParamVector into,
            RepresentationLoss more) {
        pass.train(params, into, scale);
        double mean = forward(data, rows, from, n);
        Activations at = slope(n);
        for (int i = stages.size() - 1; i >= 0; i--) {
            at = stages.get(i).backward(at, n, pass);
            if (i == stages.size() - 1 && more != NO_MORE) {
                more.addGradient(represented.read(n), n, representation, 0, at.change(n));
            }
        }
        return mean;
    }

    @Override
    public void addClipped(
            Examples data,
            int[] rows,
            int from,
            int count,
            double clip,
            double scale,
            ParamVector params,
            ParamVector into) {
        for (int at = 0; at < count; at += clipped.most()) {
            int some = Math.min(clipped.most(), count - at);
            int[] padded = clipped.padded(rows, from + at, some);
            pass.train(params, into, scale * padded.length);
            forward(data, padded, 0, padded.length);
            clipped.backward(slope(padded.length), padded.length, some, clip, pass);
        }
    }

    /** The gradient of the mean loss by the scores of the rows that went forward last. */
    private Activations slope(int n) {
        float[] gradient = last.fill();
        System.arraycopy(scores, 0, gradient, 0, n * outputs);
        loss.gradient(gradient, targets, n, outputs);
        weights.weigh(gradient, targets, n, outputs);
        return last;
    }

    @Override
    public void represent(Examples data, int[] rows, int from, int n, ParamVector params, float[] into) {
        pass.predict(params);
        Activations at = input.read(data, rows, from, n);
        for (int i = 0; i < stages.size() - 1; i++) {
            at = stages.get(i).forward(at, n, pass);
        }
        System.arraycopy(at.read(n), 0, into, 0, n * representation);
    }

    @Override
    public double predict(Examples data, int[] rows, int from, int n, ParamVector params, float[] into) {
        pass.predict(params);
        double mean = forward(data, rows, from, n);
        System.arraycopy(scores, 0, into, 0, n * outputs);
        return mean;
    }

    /** Leaves outputs in the scores; returns the mean loss. */
    private double forward(Examples data, int[] rows, int from, int n) {
        for (int i = 0; i < n; i++) {
            targets[i] = data.target(rows[from + i]);
        }
        Activations at = input.read(data, rows, from, n);
        for (int i = 0; i < stages.size(); i++) {
            represented = at;
            at = stages.get(i).forward(at, n, pass);
        }
        System.arraycopy(at.read(n), 0, scores, 0, n * outputs);
        return loss.score(scores, targets, n, outputs);
    }

    @Override
    public void updateStatistics(ParamVector params) {
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).updateStatistics(params);
        }
    }

    @Override
    public void close() {
        stages.forEach(Stage::close);
        input.close();
        last.close();
        nothing.close();
    }
}
