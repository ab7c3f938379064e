package dev.parley.layer;

import dev.parley.fault.Check;
import dev.parley.layer.internal.blas.Products;
import dev.parley.layer.internal.stage.DenseStage;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.Optional;

/**
 * A fully connected layer: y = W x + b, on whatever comes before it taken as one flat row.
 *
 * <p>W is kept units x inputs, as PyTorch has it, for up to 63 units, and inputs x units for more: the weights of a
 * pixel lie together then, and a batch leaves out the pixels that are 0 in all its images. Such a pixel counts as 0
 * even where a weight of it is infinite or no number. Biases start at 0.
 *
 * @param units outputs; 0 is as many as the data ask for: one a class, or one for a number
 * @param initial what W starts with
 */
public record Dense(int units, Initialization initial) implements Layer {
    public Dense {
        if (units != 0) {
            Check.atLeastOne("dense(units)", units);
        }
    }

    /** He normal weights. */
    public Dense(int units) {
        this(units, new Initialization.HeNormal());
    }

    /**
     * First weights; default {@code heNormal()}.
     *
     * @param how a word of {@code Layers}, such as {@code xavierNormal()}
     */
    public Dense initial(Initialization how) {
        return new Dense(units, how);
    }

    /** This layer with so many units, where it has left them open. */
    public Dense completed(int outputs) {
        return units == 0 ? new Dense(outputs, initial) : this;
    }

    @Override
    public RowShape out(RowShape in) {
        return RowShape.flat(units);
    }

    @Override
    public Layout arrays(RowShape in) {
        Layout weight = Products.isWide(units)
                ? Layout.empty().then("weight", in.size(), units)
                : Layout.empty().then("weight", units, in.size());
        return weight.then("bias", units);
    }

    @Override
    public void initialize(RowShape in, ParamVector params, int offset, Seed seed) {
        int inputs = in.size();
        float[] weights = new float[units * inputs];
        initial.fill(weights, inputs, units, seed);
        params.write(offset, Products.isWide(units) ? transposed(weights, inputs) : weights, 0, weights.length);
    }

    /** Turns weights that were drawn unit by unit, input by input: the layer is the same in either order. */
    private float[] transposed(float[] weights, int inputs) {
        float[] result = new float[weights.length];
        for (int unit = 0; unit < units; unit++) {
            for (int input = 0; input < inputs; input++) {
                result[input * units + unit] = weights[unit * inputs + input];
            }
        }
        return result;
    }

    @Override
    public Optional<String> rowsObjection(RowShape in) {
        return Optional.empty();
    }

    @Override
    public Stage open(RowShape in, LayerContext spot) {
        return new DenseStage(in.size(), units, spot);
    }

    @Override
    public String toString() {
        return "dense(" + (units == 0 ? "" : units) + ")"
                + (initial instanceof Initialization.HeNormal ? "" : ".initial(" + initial + ")");
    }
}
