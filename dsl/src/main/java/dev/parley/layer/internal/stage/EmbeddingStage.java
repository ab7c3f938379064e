package dev.parley.layer.internal.stage;

import dev.parley.fault.Check;
import dev.parley.layer.Activations;
import dev.parley.layer.Embedding;
import dev.parley.layer.LayerContext;
import dev.parley.layer.Pass;
import dev.parley.layer.Stage;

/** An embedding at work: looks vectors up, and gives each the gradients of its places. */
public final class EmbeddingStage implements Stage {
    private final Embedding layer;
    private final int inputs;
    private final int offset;
    private final int[] numbers;
    private final float[] vector;
    private final Activations out;
    private final Activations below;

    public EmbeddingStage(Embedding layer, int inputs, LayerContext spot) {
        this.layer = layer;
        this.inputs = inputs;
        this.offset = spot.offset();
        this.numbers = new int[spot.batch() * inputs];
        this.vector = new float[layer.size()];
        this.out = new Activations(spot.batch(), inputs * layer.size());
        this.below = new Activations(spot.batch(), inputs);
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
        float[] d = gradient.read(n);
        for (int i = 0; i < n * inputs; i++) {
            System.arraycopy(d, i * layer.size(), vector, 0, layer.size());
            pass.add(offset + numbers[i] * layer.size(), vector, layer.size());
        }
        return below;
    }

    @Override
    public void close() {
        out.close();
        below.close();
    }
}
