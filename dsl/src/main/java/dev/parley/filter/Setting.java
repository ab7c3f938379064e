package dev.parley.filter;

import dev.parley.example.Shape;
import dev.parley.num.Seed;
import java.util.List;

/**
 * The setting of a training, for filters that depend on it.
 *
 * @param parties the names of all, in order
 * @param seed the plan's
 * @param shape what the model has to fit
 */
public record Setting(List<String> parties, Seed seed, Shape shape) {
    public Setting {
        parties = List.copyOf(parties);
    }
}
