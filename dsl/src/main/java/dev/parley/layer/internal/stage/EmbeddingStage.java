package dev.parley.layer.internal.stage;

import dev.parley.fault.Check;
import dev.parley.layer.Activations;
import dev.parley.layer.Embedding;
import dev.parley.layer.LayerContext;
import dev.parley.layer.Pass;
import dev.parley.layer.RowStage;

/** An embedding at work: looks vectors up, and gives each the gradients of its places. */
public final class EmbeddingStage implements RowStage {
    private final Embedding layer;
    private final int inputs;
    private final int offset;
    private final int[] numbers;
    private final float[] vector;
    private final float[] sum;
    private final Activations out;
    private final Activations below;
    private Activations slope;

    public EmbeddingStage(Embedding layer, int inputs, LayerContext spot) {
        this.layer = layer;
        this.inputs = inputs;
        this.offset = spot.offset();
        this.numbers = new int[spot.batch() * inputs];
        this.vector = new float[layer.size()];
        this.sum = new float[layer.size()];
        this.out = new Activations(spot.batch(), inputs * layer.size());
        this.below = new Activations(spot.batch(), inputs);
        this.slope = out;
    }

    @Override
    public Activations forward(Activations in, int n, Pass pass) {
        float[] x = in.read(n);
        float[] y = out.fill();
        for (int i = 0; i < n * inputs; i++) {
            numbers[i] = number(x[i]);
            pass.params().read(offset + numbers[i] * layer.size(), y, i * layer.size(), layer.size());
        }
        return out;
    }

    private int number(float value) {
        int number = (int) value;
        if (number != value || number < 0 || number >= layer.vocabulary()) {
            throw new IllegalArgumentException(layer + " takes whole numbers from 0 to " + (layer.vocabulary() - 1)
                    + ", but a row holds " + Check.text(value)
                    + "; raise the vocabulary, code the column so, and leave it unscaled by features(none())");
        }
        return number;
    }

    @Override
    public Activations backward(Activations gradient, int n, Pass pass) {
        below(gradient, n, pass);
        learn(n, pass);
        return below;
    }

    @Override
    public Activations below(Activations gradient, int n, Pass pass) {
        slope = gradient;
        return below;
    }

    /** A vector that a row looks up several times has the sum of their gradients. */
    @Override
    public void addSquares(int n, double[] squares) {
        float[] d = slope.read(n);
        int size = layer.size();
        for (int row = 0; row < n; row++) {
            int begin = row * inputs;
            for (int i = begin; i < begin + inputs; i++) {
                if (isRepeated(begin, i)) {
                    continue;
                }
                System.arraycopy(d, i * size, sum, 0, size);
                for (int later = i + 1; later < begin + inputs; later++) {
                    for (int k = 0; k < size && numbers[later] == numbers[i]; k++) {
                        sum[k] += d[later * size + k];
                    }
                }
                for (int k = 0; k < size; k++) {
                    squares[row] += (double) sum[k] * sum[k];
                }
            }
        }
    }

    private boolean isRepeated(int begin, int at) {
        for (int i = begin; i < at; i++) {
            if (numbers[i] == numbers[at]) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void learn(float[] factors, int n, Pass pass) {
        slope.scaleRows(factors, n);
        learn(n, pass);
    }

    private void learn(int n, Pass pass) {
        float[] d = slope.read(n);
        for (int i = 0; i < n * inputs; i++) {
            System.arraycopy(d, i * layer.size(), vector, 0, layer.size());
            pass.add(offset + numbers[i] * layer.size(), vector, layer.size());
        }
    }

    @Override
    public void close() {
        out.close();
        below.close();
    }
}
