package dev.parley.attack;

import dev.parley.fault.Check;
import dev.parley.filter.Answer;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.num.GaussianNoise;
import dev.parley.num.Role;
import dev.parley.num.Seed;

/**
 * Sends Gaussian noise in place of what was learned: N(0, s^2) in each number (Blanchard et al., NeurIPS 2017, with
 * s = 200).
 *
 * @param sd s, above 0, in the unit of an update
 */
public record NoiseInstead(double sd) implements Attack {
    public NoiseInstead {
        Check.positive("gaussianNoise(s)", sd);
    }

    @Override
    public Update send(Broadcast from, PartySide here, Answer inner) {
        Update honest = inner.to(from, here);
        Seed seed = here.draws().named("attack", from.turn().round());
        honest.payload().vectors().forEach((name, vector) -> {
            vector.scale(0, Role.LEARNED);
            GaussianNoise.add(vector, sd, seed.at(name));
        });
        return honest;
    }

    @Override
    public String toString() {
        return "gaussianNoise(" + Check.text(sd) + ")";
    }
}
