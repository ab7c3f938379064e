package dev.parley.attack;

import dev.parley.num.ParamVector;
import java.util.List;

/**
 * Mimic (Karimireddy, He and Jaggi, ICLR 2022): all attackers send what one honest party sends, so that it counts more than
 * the others. Here the first honest party of the round; the paper chooses the one along the direction of largest variance.
 */
public record Mimic() implements KnowingAttack {
    @Override
    public ParamVector crafted(List<ParamVector> honest, int n) {
        return honest.get(0).copy();
    }

    @Override
    public String toString() {
        return "mimic()";
    }
}
