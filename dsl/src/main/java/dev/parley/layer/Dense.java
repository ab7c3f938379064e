package dev.parley.layer;

import dev.parley.fault.Check;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;

/**
 * A fully connected layer: y = W x + b, on whatever comes before it taken as one flat row.
 *
 * <p>W is units x inputs, as PyTorch has it; biases start at 0.
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

    /** What the weights start with. */
    public Dense initial(Initialization how) {
        return new Dense(units, how);
    }

    /** This layer with so many units, where it has left them open. */
    public Dense completed(int outputs) {
        return units == 0 ? new Dense(outputs, initial) : this;
    }

    @Override
    public Extent out(Extent in) {
        return Extent.flat(units);
    }

    @Override
    public Layout arrays(Extent in) {
        return Layout.empty().then("weight", units, in.size()).then("bias", units);
    }

    @Override
    public void initialize(Extent in, ParamVector params, int offset, Seed seed) {
        float[] weights = new float[units * in.size()];
        initial.fill(weights, in.size(), units, seed);
        params.write(offset, weights, 0, weights.length);
    }

    @Override
    public Stage open(Extent in, Spot spot) {
        return new DenseStage(in.size(), units, spot);
    }

    @Override
    public String toString() {
        return "dense(" + (units == 0 ? "" : units) + ")"
                + (initial instanceof Initialization.HeNormal ? "" : ".initial(" + initial + ")");
    }
}
