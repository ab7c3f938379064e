package dev.parley.kernel.live;

import dev.parley.kernel.KernelPort;
import dev.parley.kernel.render.Bundle;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A kernel that takes everything and shows nothing. */
interface QuietPort extends KernelPort {
    @Override
    default <T> void renderer(Class<T> type, Function<? super T, Bundle> view) {}

    @Override
    default void lineMagic(String name, Consumer<List<String>> handler) {}

    @Override
    default void eval(String source) {}

    @Override
    default void display(String id, Bundle bundle) {}

    @Override
    default void update(String id, Bundle bundle) {}
}
