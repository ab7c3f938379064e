package dev.parley.layer;

import dev.parley.fault.Check;
import dev.parley.layer.internal.stage.DropoutStage;

/**
 * While training, sets each number to 0 with a probability and divides the others by 1 - p, so that their mean stays;
 * predictions are left alone (Srivastava et al., JMLR 2014).
 *
 * <p>The dropped units follow from the plan's seed, the round, the party and the step: the same on any machine.
 *
 * @param probability 0 to below 1
 */
public record Dropout(double probability) implements Layer {
    public Dropout {
        Check.within("dropout(p)", probability, 0, 1);
    }

    @Override
    public RowShape out(RowShape in) {
        return in;
    }

    @Override
    public Stage open(RowShape in, LayerContext spot) {
        return new DropoutStage(in.size(), probability, spot);
    }

    @Override
    public String toString() {
        return "dropout(" + Check.text(probability) + ")";
    }
}
