package dev.parley.kernel;

import dev.parley.kernel.render.Bundle;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.UndefinedMagicException;
import org.jspecify.annotations.Nullable;

/**
 * The port on JJava, made of those calls only that are the same in its releases a6 to a8.
 *
 * <p>For example {@code DisplayData.setDisplayId} is not: its return type changed.
 */
final class JJavaPort implements KernelPort {
    private final BaseKernel kernel;
    private volatile boolean open = true;

    JJavaPort(BaseKernel kernel) {
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
        LineMagic<@Nullable Object, BaseKernel> magic = (asked, words) -> {
            if (!open) {
                throw new UndefinedMagicException(name, true);
            }
            handler.accept(words);
            return null;
        };
        kernel.getMagicsRegistry().registerLineMagic(name, magic);
    }

    /** Every JJava that Parley knows has this method, but the base library it is compiled against does not name it. */
    @Override
    public Optional<JShell> shell() {
        try {
            return Optional.of((JShell) kernel.getClass().getMethod("getJShell").invoke(kernel));
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

    /** From now on the magics are as if they had never been: the kernel's registry cannot forget one. */
    void close() {
        open = false;
    }

    @Override
    public void eval(String source) {
        kernel.evalRaw(source);
    }

    @Override
    public void display(String id, Bundle bundle) {
        DisplayData data = fill(new DisplayData(), bundle);
        data.putTransientData("display_id", id);
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
}
