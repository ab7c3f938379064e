package dev.parley.spark;

import org.apache.spark.api.java.function.Function;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Tells with how many threads ND4J works where a slice lies. */
final class CountThreads implements Function<Slice, Integer> {
    private static final long serialVersionUID = 1;

    @Override
    public Integer call(Slice slice) {
        return NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads();
    }
}
