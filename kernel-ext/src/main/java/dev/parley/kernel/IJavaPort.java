package dev.parley.kernel;

import dev.parley.kernel.render.Bundle;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.magic.registry.LineMagicFunction;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import jdk.jshell.JShell;
import org.jspecify.annotations.Nullable;

/**
 * The port on IJava 1.3.0.
 *
 * <p>IJava itself is in no registry, only the library below it is: what its kernel adds, {@code getMagics()},
 * {@code evalRaw(String)} and the shell, is called by name.
 */
final class IJavaPort implements KernelPort {
    private final BaseKernel kernel;

    IJavaPort(BaseKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public <T> void renderer(Class<T> type, Function<? super T, Bundle> view) {
        kernel.getRenderer()
                .createRegistration(type)
                .preferring("text/html")
                .register((value, context) -> fill(context.getOutputContainer(), view.apply(value)));
    }

    @Override
    public void lineMagic(String name, Consumer<List<String>> handler) {
        LineMagicFunction<@Nullable Object> magic = words -> {
            handler.accept(words);
            return null;
        };
        magics().registerLineMagic(name, magic);
    }

    /** By way of IJava's evaluator, which its kernel keeps to itself. */
    @Override
    public Optional<JShell> shell() {
        try {
            Field evaluator = kernel.getClass().getDeclaredField("evaluator");
            evaluator.setAccessible(true);
            Object held = evaluator.get(kernel);
            return Optional.of((JShell) held.getClass().getMethod("getShell").invoke(held));
        } catch (ReflectiveOperationException none) {
            return Optional.empty();
        }
    }

    /** The kernel counts its cells, but tells its subclasses only. */
    @Override
    public OptionalInt cell() {
        try {
            Field count = BaseKernel.class.getDeclaredField("executionCount");
            count.setAccessible(true);
            return OptionalInt.of(((AtomicInteger) count.get(kernel)).get());
        } catch (ReflectiveOperationException none) {
            return OptionalInt.empty();
        }
    }

    @Override
    public void eval(String source) {
        call(method("evalRaw", String.class), source);
    }

    @Override
    public void display(String id, Bundle bundle) {
        DisplayData data = fill(new DisplayData(), bundle);
        data.setDisplayId(id);
        kernel.getIO().display.display(data);
    }

    @Override
    public void update(String id, Bundle bundle) {
        kernel.getIO().display.updateDisplay(id, fill(new DisplayData(), bundle));
    }

    private static DisplayData fill(DisplayData data, Bundle bundle) {
        bundle.data().forEach(data::putData);
        bundle.metadata().forEach(data::putMetaData);
        return data;
    }

    private Magics magics() {
        return (Magics) Objects.requireNonNull(call(method("getMagics")));
    }

    private Method method(String name, Class<?>... parameters) {
        try {
            return kernel.getClass().getMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(
                    "Parley knows IJava 1.3.0, but " + kernel.getClass() + " has no " + name, e);
        }
    }

    /** Calls a method; its exception is thrown on, as the cause. */
    private @Nullable Object call(Method method, Object... arguments) {
        try {
            return method.invoke(kernel, arguments);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " cannot be called", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(method.getName() + " of the kernel failed: " + e.getCause(), e.getCause());
        }
    }
}
