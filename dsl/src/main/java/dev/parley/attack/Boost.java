package dev.parley.attack;

import dev.parley.fault.Check;
import dev.parley.filter.Answer;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;

/**
 * Sends g times the honest update, so that it outweighs others (model replacement, Bagdasaryan et al., AISTATS 2020, with
 * g = N for N parties).
 *
 * @param factor g, above 0
 */
public record Boost(double factor) implements Attack {
    public Boost {
        Check.positive("boost(g)", factor);
    }

    @Override
    public Update send(Broadcast from, PartySide here, Answer inner) {
        Update honest = inner.to(from, here);
        honest.payload().vectors().values().forEach(vector -> vector.scale(factor));
        return honest;
    }

    @Override
    public String toString() {
        return "boost(" + Check.text(factor) + ")";
    }
}
