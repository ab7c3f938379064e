package dev.parley.spark;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import org.apache.spark.api.java.function.Function;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Tells with how many threads ND4J works where a slice lies. */
final class CountThreads implements Function<Slice, Integer> {
    private static final long serialVersionUID = 1;

    @Override
    public Integer call(Slice slice) {
        return here();
    }

    /** The number in this process. */
    static int here() {
        ParamVector.zeros(Layout.empty()).close(); // loads the library
        return NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads();
    }
}
