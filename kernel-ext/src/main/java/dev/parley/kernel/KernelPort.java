package dev.parley.kernel;

import dev.parley.kernel.render.Bundle;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import jdk.jshell.JShell;

/** Parley's requests to a notebook kernel, in its own words; each kernel has an adapter. */
public interface KernelPort {

    /** Shows values of the type, and of its subtypes, as the view says. */
    <T> void renderer(Class<T> type, Function<? super T, Bundle> view);

    /**
     * Makes {@code %name} call the handler with the words that follow.
     *
     * <p>The handler shows its result itself: what a magic returns is shown by some kernels and dropped by others.
     */
    void lineMagic(String name, Consumer<List<String>> handler);

    /** The JShell that evaluates the cells, where the kernel gives it out. */
    default Optional<JShell> shell() {
        return Optional.empty();
    }

    /** The number of the running cell, where the kernel gives it out; it is the same until the cell ends. */
    default OptionalInt cell() {
        return OptionalInt.empty();
    }

    /** Evaluates source as if a cell held it. */
    void eval(String source);

    /** Shows a bundle in the running cell; {@link #update} with the same id replaces it. */
    void display(String id, Bundle bundle);

    /** Replaces what {@link #display} showed under the id. */
    void update(String id, Bundle bundle);
}
