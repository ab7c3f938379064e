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
 * @param rate the clients' learning rate in the first round; NaN where they have none, or it does not matter
 */
public record Setting(List<String> parties, Seed seed, Shape shape, double rate) {
    /** Where the rate does not matter. */
    public Setting(List<String> parties, Seed seed, Shape shape) {
        this(parties, seed, shape, Double.NaN);
    }

    public Setting {
        parties = List.copyOf(parties);
    }
}
