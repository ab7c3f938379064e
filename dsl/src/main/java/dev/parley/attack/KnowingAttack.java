package dev.parley.attack;

import dev.parley.num.ParamVector;
import java.util.List;

/** Updates of attackers who know the honest updates of a round and agree among themselves: coordinator's side. */
public interface KnowingAttack {
    /**
     * Crafts the update that each attacker sends.
     *
     * @param honest vectors of the parties that do not attack, at least one; not to be changed
     * @param n how many updates come in all
     * @return a vector of its own
     */
    ParamVector crafted(List<ParamVector> honest, int n);
}
