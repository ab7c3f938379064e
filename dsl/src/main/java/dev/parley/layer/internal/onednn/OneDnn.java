package dev.parley.layer.internal.onednn;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.stream;

/**
 * Decides whether oneDNN convolves and pools, which is quicker than BLAS and Java: where {@code org.bytedeco:dnnl} is
 * on the class path and the environment says {@code OMP_NUM_THREADS=1}.
 *
 * <p>Without the latter its threads would get in the way of the parties', and the bits would depend on the number of
 * cores; a process cannot set it for itself.
 */
public final class OneDnn {
    private static final String ASKED = "OMP_NUM_THREADS";

    private OneDnn() {}

    /** Name of the library that convolves and pools here: oneDNN with its version, or BLAS and why. */
    public static String kernel() {
        return Once.KERNEL;
    }

    /** Tells whether it can be used. */
    public static boolean isAtHand() {
        return Once.KERNEL.startsWith("oneDNN");
    }

    private static final class Once {
        static final String KERNEL = kernel();

        private static String kernel() {
            if (!"1".equals(System.getenv(ASKED))) {
                return "BLAS (for oneDNN, start Java with " + ASKED + "=1 in the environment)";
            }
            try {
                return Loaded.name();
            } catch (LinkageError absent) {
                return "BLAS (for oneDNN, put org.bytedeco:dnnl and org.bytedeco:opencl on the class path)";
            }
        }
    }

    /** A class of its own, so that what is not on the class path is looked for only when it is asked for. */
    static final class Loaded {
        static final engine ENGINE = new engine(engine.kind.cpu, 0);

        private Loaded() {}

        static String name() {
            var version = dnnl.dnnl_version();
            return "oneDNN " + version.major() + "." + version.minor() + "." + version.patch() + " for "
                    + dnnl.get_effective_cpu_isa() + (ENGINE.isNull() ? " without an engine" : "");
        }

        static stream stream() {
            return new stream(ENGINE);
        }
    }
}
