package dev.parley.secure;

import dev.parley.filter.CoordinatorSide;
import java.util.stream.IntStream;

/** The numbers of a sum that a run keeps for its pictures: all of them are open to the coordinator, and none is a secret. */
public final class SumTraces {
    /** First numbers of the masked vector that arrived first. */
    public static final String MASKED = "masked";

    /** Counts of its numbers in each of 32 equal parts of the ring. */
    public static final String PARTS = "parts of the ring";

    /** Party of that vector, and the bits of the ring. */
    public static final String OF = "masked of";

    /** First numbers of the opened mean. */
    public static final String MEAN = "mean";

    /** Stands before the name of a step: the coordinator's seconds. */
    public static final String COORDINATOR = "coordinator ";

    private static final int SHOWN = 8;
    private static final int BINS = 32;
    private static final int BIN_BITS = 5;

    private SumTraces() {}

    /** Keeps what a masked vector looks like. */
    static void masked(CoordinatorSide here, int party, RingVector numbers) {
        int shown = Math.min(SHOWN, numbers.length());
        here.trace(OF, party, numbers.bits());
        here.trace(MASKED, IntStream.range(0, shown).mapToDouble(numbers::at).toArray());
        double[] bins = new double[BINS];
        int shift = Math.max(0, numbers.bits() - BIN_BITS);
        for (int i = 0; i < numbers.length(); i++) {
            bins[(int) (numbers.at(i) >>> shift)]++;
        }
        here.trace(PARTS, bins);
    }

    /** Keeps the beginning of the mean. */
    static void mean(CoordinatorSide here, float[] first) {
        here.trace(
                MEAN,
                IntStream.range(0, Math.min(SHOWN, first.length))
                        .mapToDouble(i -> first[i])
                        .toArray());
    }
}
