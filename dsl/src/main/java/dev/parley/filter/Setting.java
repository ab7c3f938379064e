package dev.parley.filter;

import dev.parley.example.Shape;
import dev.parley.feature.Coding;
import dev.parley.num.Layout;
import dev.parley.num.Seed;
import java.util.List;
import java.util.Optional;

/**
 * The setting of a training, for filters and rules that depend on it.
 *
 * @param parties the names of all, in order
 * @param seed the plan's
 * @param shape what the model has to fit
 * @param work what parties do with their rows, where that matters
 */
public record Setting(List<String> parties, Seed seed, Shape shape, Optional<Work> work) {
    /**
     * Work of parties with their rows.
     *
     * @param client the plan's
     * @param coding how rows become inputs
     * @param layout the arrays that they train
     */
    public record Work(ClientAlgorithm client, Coding coding, Layout layout) {}

    /** Setting for checks that do not look at the parties' work. */
    public Setting(List<String> parties, Seed seed, Shape shape) {
        this(parties, seed, shape, Optional.empty());
    }

    public Setting {
        parties = List.copyOf(parties);
    }

    /** The arrays of the model; none where it does not matter what parties do. */
    public Layout layout() {
        return work.map(Work::layout).orElse(Layout.empty());
    }

    /** The clients' learning rate in the first round; NaN where they have none. */
    public double rate() {
        return work.map(known -> known.client().rate()).orElse(Double.NaN);
    }
}
