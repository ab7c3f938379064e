package dev.parley.table;

import java.util.Optional;
import java.util.function.Supplier;

/** A value made when it is first asked for and then kept, whichever thread asks. */
public final class Lazy<T> {
    private Supplier<T> maker;
    private Optional<T> made = Optional.empty();

    public Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    public synchronized T value() {
        if (made.isEmpty()) {
            made = Optional.of(maker.get());
            maker = made::get; // frees the source of the value
        }
        return made.get();
    }
}
