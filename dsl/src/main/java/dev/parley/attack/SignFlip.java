package dev.parley.attack;

import dev.parley.fault.Check;
import dev.parley.filter.Answer;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;

/**
 * Sends the opposite of the honest update, s times as long: -s times each vector (bit flipping, as in Li et al., AAAI
 * 2019, RSA).
 *
 * @param scale s, above 0
 */
public record SignFlip(double scale) implements Attack {
    public SignFlip {
        Check.positive("signFlip(s)", scale);
    }

    @Override
    public Update send(Broadcast from, PartySide here, Answer inner) {
        Update honest = inner.to(from, here);
        honest.payload().vectors().values().forEach(vector -> vector.scale(-scale));
        return honest;
    }

    @Override
    public String toString() {
        return "signFlip(" + Check.text(scale) + ")";
    }
}
