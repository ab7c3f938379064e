package dev.parley.num;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;

/** The native BLAS that ND4J brings: held at one thread, since parties run in parallel on threads of ours. */
final class Native {
    private static final class Once {
        static final String BACKEND = start();

        private static String start() {
            String backend = Nd4j.getBackend().getClass().getSimpleName();
            openblas_nolapack.blas_set_num_threads(1);
            return backend;
        }
    }

    private Native() {}

    /** Loads ND4J and holds BLAS at one thread, the first time it is called; answers the backend's name. */
    static String singleThreaded() {
        return Once.BACKEND;
    }
}
