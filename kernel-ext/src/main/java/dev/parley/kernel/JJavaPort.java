package dev.parley.kernel;

import dev.parley.kernel.render.Bundle;
import java.util.function.Function;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * The port on JJava, made of those calls only that are the same in its releases a6 to a8.
 *
 * <p>For example {@code DisplayData.setDisplayId} is not: its return type changed.
 */
final class JJavaPort implements KernelPort {
    private final BaseKernel kernel;

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
