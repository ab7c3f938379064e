package dev.parley.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cases;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MostSpentTest {
    private static Spending of(double z, double q, long rounds) {
        return Spending.NOTHING.and(new SampledGaussian(z, q, rounds));
    }

    private static double epsilon(Spending one) {
        return one.zcdp(new Delta(1e-5)) * (one.mechanisms().get(0) instanceof SampledGaussian drawn ? drawn.q() : 1);
    }

    /** By a quick measure that also grows in both. */
    @TestFactory
    Stream<DynamicTest> nobodyHasSpentMoreThanWhoIsFound() {
        return Cases.of(50, random -> {
            List<Spending> all = IntStream.range(0, 1 + random.nextInt(60))
                    .mapToObj(i -> of(1 + random.nextInt(2), 0.01 + 0.9 * random.nextDouble(), 1 + random.nextInt(99)))
                    .toList();
            double most = all.stream().mapToDouble(MostSpentTest::epsilon).max().orElseThrow();
            Spending found = MostSpent.of(all.stream(), MostSpentTest::epsilon);
            assertThat(all).contains(found);
            assertThat(epsilon(found)).isEqualTo(most);
        });
    }

    /** Parties of 100 to 1,099 rows in batches of 32, for two epochs. */
    @Test
    void fewAreLookedAt() {
        AtomicInteger looks = new AtomicInteger();
        Spending found = MostSpent.of(
                IntStream.range(100, 1100).mapToObj(n -> of(1.1, 32.0 / n, (long) Math.ceil(2 * n / 32.0))), one -> {
                    looks.incrementAndGet();
                    return epsilon(one);
                });
        assertThat(found).isEqualTo(of(1.1, 0.32, 7));
        assertThat(looks.get()).isLessThan(60);
    }

    @Test
    void ofNobodyItIsNothing() {
        assertThat(MostSpent.of(Stream.of(), MostSpentTest::epsilon)).isEqualTo(Spending.NOTHING);
        assertThat(MostSpent.of(Stream.of(Spending.NOTHING), one -> 0)).isEqualTo(Spending.NOTHING);
    }
}
