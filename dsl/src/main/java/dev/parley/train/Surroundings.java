package dev.parley.train;

import dev.parley.engine.Engine;
import dev.parley.result.RoundListener;
import dev.parley.round.RoundView;
import dev.parley.score.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Surroundings of a training: its place, its listeners and its files; not part of the plan's value. */
public record Surroundings(
        Optional<Engine> engine,
        List<RoundListener> listeners,
        List<Consumer<RoundView>> callbacks,
        Optional<Checkpoint> checkpoint,
        List<Metric> metrics) {
    public static final Surroundings HERE =
            new Surroundings(Optional.empty(), List.of(), List.of(), Optional.empty(), List.of());

    public Surroundings on(Engine where) {
        return new Surroundings(Optional.of(where), listeners, callbacks, checkpoint, metrics);
    }

    public Surroundings listen(RoundListener listener) {
        return new Surroundings(engine, more(listeners, listener), callbacks, checkpoint, metrics);
    }

    public Surroundings onRound(Consumer<RoundView> callback) {
        return new Surroundings(engine, listeners, more(callbacks, callback), checkpoint, metrics);
    }

    public Surroundings checkpoint(Checkpoint file) {
        return new Surroundings(engine, listeners, callbacks, Optional.of(file), metrics);
    }

    public Surroundings metric(Metric metric) {
        List<Metric> others = metrics.stream()
                .filter(other -> !other.name().equals(metric.name()))
                .toList();
        return new Surroundings(engine, listeners, callbacks, checkpoint, more(others, metric));
    }

    /** With several of them. */
    public Surroundings metrics(List<Metric> given) {
        Surroundings all = this;
        for (Metric metric : given) {
            all = all.metric(metric);
        }
        return all;
    }

    private static <T> List<T> more(List<T> list, T one) {
        List<T> longer = new ArrayList<>(list);
        longer.add(one);
        return List.copyOf(longer);
    }
}
