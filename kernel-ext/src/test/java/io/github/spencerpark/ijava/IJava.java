package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import java.util.ArrayList;
import java.util.List;

/**
 * IJava 1.3.0 as far as Parley calls it by name: no registry holds the kernel itself, only the base library, which is
 * the real one here.
 */
public final class IJava {
    /** Answer of {@link #getKernelInstance}. */
    public static JavaKernel kernel;

    private IJava() {}

    public static JavaKernel getKernelInstance() {
        return kernel;
    }

    /** A kernel with IJava's two methods; it keeps the sources it is asked to evaluate. */
    public static final class JavaKernel extends BaseKernel {
        public final List<String> evaluated = new ArrayList<>();
        private final Magics magics = new Magics();

        public Magics getMagics() {
            return magics;
        }

        public Object evalRaw(String source) {
            if (source.startsWith("throw")) {
                throw new IllegalArgumentException(source);
            }
            evaluated.add(source);
            return null;
        }

        @Override
        public DisplayData eval(String source) {
            return getRenderer().render(evalRaw(source));
        }

        @Override
        public LanguageInfo getLanguageInfo() {
            return new LanguageInfo.Builder("Java").build();
        }
    }
}
