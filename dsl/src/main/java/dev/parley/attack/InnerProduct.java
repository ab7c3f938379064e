package dev.parley.attack;

import dev.parley.fault.Check;
import dev.parley.num.ParamVector;
import java.util.List;

/**
 * Inner product manipulation (Xie, Koyejo and Gupta, UAI 2019): -e times the mean of the honest updates.
 *
 * @param factor e, above 0; 0.1 to 0.5 hides among honest updates
 */
public record InnerProduct(double factor) implements KnowingAttack {
    public InnerProduct {
        Check.positive("innerProduct(e)", factor);
    }

    @Override
    public ParamVector crafted(List<ParamVector> honest, int n) {
        return Moments.shifted(honest, 0).scale(-factor);
    }

    @Override
    public String toString() {
        return "innerProduct(" + Check.text(factor) + ")";
    }
}
