package dev.parley;

import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.data.Parties;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The story of the first tutorial, over ten seeds: together is nearly as good as pooled, and better than alone. */
class BaselinesTest {
    @Test
    void aFederationIsNearCentralizedAndAboveLocal() {
        double pooled = mean(seed -> centralized()
                .epochs(20)
                .seed(seed)
                .train(logistic(), split(seed))
                .accuracy());
        double alone = mean(seed ->
                local().epochs(20).seed(seed).train(logistic(), split(seed)).accuracy());
        double together = mean(seed -> federation()
                .rounds(20)
                .seed(seed)
                .train(logistic(), split(seed))
                .accuracy());
        assertThat(together).isGreaterThan(pooled - 0.01).isGreaterThan(alone + 0.02);
    }

    private static Parties split(long seed) {
        return dataset("breast-cancer").seed(seed).split(4, dirichlet(0.5), seed);
    }

    private static double mean(java.util.function.LongToDoubleFunction accuracy) {
        return LongStream.rangeClosed(1, 10).mapToDouble(accuracy).average().orElseThrow();
    }
}
