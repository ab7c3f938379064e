package dev.parley;

import dev.parley.num.Seed;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;

/** Random cases of one law, each with its seed in its name: {@code return Cases.of(50, random -> ..)}. */
public final class Cases {
    private Cases() {}

    /** As many cases, each given a generator of its own. */
    public static Stream<DynamicTest> of(int count, Consumer<UniformRandomProvider> law) {
        return IntStream.range(0, count).mapToObj(seed -> one(seed, law));
    }

    /** The case of one seed, to look again at one that failed. */
    public static DynamicTest one(long seed, Consumer<UniformRandomProvider> law) {
        return DynamicTest.dynamicTest(
                "seed " + seed, () -> law.accept(new Seed(seed).at("case").random()));
    }

    /** Floats, uniform in [-bound, bound). */
    public static float[] floats(UniformRandomProvider random, int count, double bound) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
        return values;
    }
}
