package dev.parley;

import dev.parley.engine.Engine;
import dev.parley.round.RoundListener;
import dev.parley.round.RoundView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where a training runs, who watches it and what keeps it: not part of the plan's value. */
record Place(
        Optional<Engine> engine,
        List<RoundListener> listeners,
        List<Consumer<RoundView>> callbacks,
        Optional<Checkpoint> checkpoint) {
    static final Place HERE = new Place(Optional.empty(), List.of(), List.of(), Optional.empty());

    Place on(Engine where) {
        return new Place(Optional.of(where), listeners, callbacks, checkpoint);
    }

    Place listen(RoundListener listener) {
        return new Place(engine, more(listeners, listener), callbacks, checkpoint);
    }

    Place onRound(Consumer<RoundView> callback) {
        return new Place(engine, listeners, more(callbacks, callback), checkpoint);
    }

    Place checkpoint(Checkpoint file) {
        return new Place(engine, listeners, callbacks, Optional.of(file));
    }

    private static <T> List<T> more(List<T> list, T one) {
        List<T> longer = new ArrayList<>(list);
        longer.add(one);
        return List.copyOf(longer);
    }
}
