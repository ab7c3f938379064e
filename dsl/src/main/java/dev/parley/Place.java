package dev.parley;

import dev.parley.engine.Engine;
import dev.parley.round.RoundListener;
import dev.parley.round.RoundView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where a training runs and who watches it: not part of the plan's value. */
record Place(Optional<Engine> engine, List<RoundListener> listeners, List<Consumer<RoundView>> callbacks) {
    static final Place HERE = new Place(Optional.empty(), List.of(), List.of());

    Place on(Engine where) {
        return new Place(Optional.of(where), listeners, callbacks);
    }

    Place listen(RoundListener listener) {
        return new Place(engine, more(listeners, listener), callbacks);
    }

    Place onRound(Consumer<RoundView> callback) {
        return new Place(engine, listeners, more(callbacks, callback));
    }

    private static <T> List<T> more(List<T> list, T one) {
        List<T> longer = new ArrayList<>(list);
        longer.add(one);
        return List.copyOf(longer);
    }
}
