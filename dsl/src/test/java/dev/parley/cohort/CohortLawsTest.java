package dev.parley.cohort;

import static dev.parley.Cohorts.*;
import static dev.parley.cohort.Draws.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Cases;
import dev.parley.filter.Exchange;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Laws of drawn cohorts: sizes, probabilities, order. */
class CohortLawsTest {
    @TestFactory
    Stream<DynamicTest> aCohortIsAscendingPartiesOfTheSizeThatIsExpected() {
        return Cases.of(40, random -> {
            int parties = 1 + random.nextInt(40);
            int n = 1 + random.nextInt(parties);
            Draws run = new Draws(random.nextLong(), random.ints(parties, 1, 90).toArray());
            for (Participation who : List.of(
                    roundRobin(),
                    roundRobin(n),
                    importance(),
                    importance(n),
                    powerOfChoice(n),
                    powerOfChoice(n, 1 + random.nextInt(n)))) {
                for (int round = 1; round <= 3; round++) {
                    int[] drawn = run.draw(who, round, one -> one.examples() % 7);
                    assertThat(drawn)
                            .as("%s of %d", who, parties)
                            .hasSize((int) who.expected(parties))
                            .isSorted()
                            .doesNotHaveDuplicates()
                            .isNotEmpty();
                    assertThat(drawn[0]).isNotNegative();
                    assertThat(drawn[drawn.length - 1]).isLessThan(parties);
                    assertThat(who.refusal(names(parties))).isEmpty();
                }
            }
        });
    }

    @Test
    void poissonTakesEachByItself() {
        Draws run = new Draws(3, IntStream.generate(() -> 10).limit(20).toArray());
        Participation who = poisson(0.15);
        near(run.frequencies(who), same(20, 0.15));
        double[] pairs = new double[19];
        double[] sizes = new double[21];
        for (int round = 1; round <= ROUNDS; round++) {
            int[] drawn = run.draw(who, round);
            sizes[drawn.length]++;
            for (int i = 0; i < 19; i++) {
                int next = i;
                pairs[i] += IntStream.of(drawn)
                                        .filter(p -> p == next || p == next + 1)
                                        .count()
                                == 2
                        ? 1.0 / ROUNDS
                        : 0;
            }
        }
        near(pairs, same(19, 0.15 * 0.15));
        near(new double[] {sizes[0] / ROUNDS}, Math.pow(0.85, 20));
        assertThat(sizes[0]).as("rounds of nobody").isPositive();
        assertThat(who.expected(20)).isCloseTo(3, within(1e-12));
        assertThat(run.draw(poisson(1), 1)).hasSize(20);
    }

    @Test
    void importanceDrawsEachWithExactlyItsShareOfTheRows() {
        int[] rows = {5, 10, 20, 40, 25, 30, 10, 60};
        near(
                new Draws(5, rows).frequencies(importance(3)),
                Arrays.stream(rows).mapToDouble(r -> 3 * r / 200.0).toArray());
    }

    @Test
    void whoHasMoreThanItsShareIsAlwaysDrawnAndTheRestKeepTheirs() {
        // party 0 would have 2.4 of 3 and then party 1 1.33 of the remaining two: both are sure
        int[] rows = {400, 60, 10, 20, 10};
        near(new Draws(6, rows).frequencies(importance(3)), 1, 1, 0.25, 0.5, 0.25);
        assertThat(new Draws(6, 1, 2, 3).draw(importance(3), 1)).containsExactly(0, 1, 2);
    }

    /** The plain mean of the drawn is, over rounds, the mean of all weighted by rows; that of a uniform draw is not. */
    @Test
    void importanceWithThePlainMeanIsUnbiased() {
        int[] rows = {5, 10, 20, 40, 25, 30, 10, 60};
        double[] values = {7, -3, 2, 5, 1, -4, 9, 0.5};
        double whole =
                IntStream.range(0, 8).mapToDouble(i -> rows[i] * values[i]).sum() / 200;
        Draws run = new Draws(7, rows);
        double sum = 0;
        double uniform = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            sum += IntStream.of(run.draw(importance(3), round))
                            .mapToDouble(i -> values[i])
                            .sum()
                    / 3;
            uniform += IntStream.of(run.draw(cohort(3), round))
                            .mapToDouble(i -> values[i])
                            .sum()
                    / 3;
        }
        // one draw's mean has a standard deviation below 4 / sqrt(3)
        double most = DEVIATIONS * 4 / Math.sqrt(3.0 * ROUNDS);
        assertThat(sum / ROUNDS).isCloseTo(whole, within(most));
        assertThat(Math.abs(uniform / ROUNDS - whole)).isGreaterThan(3 * most);
    }

    @Test
    void candidatesAreDrawnByTheirShareOfTheRows() {
        // one candidate: its share; of two the second by its share of what is left
        near(new Draws(8, 10, 20, 30, 40).frequencies(d(1)), 0.1, 0.2, 0.3, 0.4);
        double[] p = {0.1, 0.2, 0.3, 0.4};
        double[] two = new double[4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                if (i != j) {
                    two[i] += p[i] * p[j] / (1 - p[i]);
                    two[j] += p[i] * p[j] / (1 - p[i]);
                }
            }
        }
        near(new Draws(9, 10, 20, 30, 40).frequencies(d(2)), two);
    }

    /** All of d candidates, with the same loss. */
    private static Participation d(int d) {
        return new Participation() {
            @Override
            public int[] draw(Turn turn, List<Member> all, dev.parley.filter.CoordinatorSide here, Exchange ask) {
                return powerOfChoice(d, d).draw(turn, all, here, new Losses(one -> 1));
            }

            @Override
            public double expected(int parties) {
                return d;
            }
        };
    }

    @Test
    void powerOfChoiceOfAllTakesTheHighestLosses() {
        Draws run = new Draws(10, 10, 90, 5, 20, 40);
        double[] losses = {0.3, 0.1, 0.9, 0.5, 0.9};
        assertThat(run.draw(powerOfChoice(5, 1), 1, one -> losses[one.index()])).containsExactly(2);
        assertThat(run.draw(powerOfChoice(5, 2), 2, one -> losses[one.index()])).containsExactly(2, 4);
        assertThat(run.draw(powerOfChoice(5), 3, one -> losses[one.index()])).containsExactly(2, 3, 4);
        assertThat(run.draw(powerOfChoice(5, 5), 4, one -> losses[one.index()])).hasSize(5);
    }

    @TestFactory
    Stream<DynamicTest> roundRobinDrawsEachOnceBeforeAnyTwice() {
        return Cases.of(30, random -> {
            int parties = 1 + random.nextInt(30);
            int n = 1 + random.nextInt(parties);
            Draws run = new Draws(
                    random.nextLong(),
                    IntStream.generate(() -> 10).limit(parties).toArray());
            int[] seen = new int[parties];
            for (int round = 1; round <= 40; round++) {
                IntStream.of(run.draw(roundRobin(n), round)).forEach(party -> seen[party]++);
                int least = IntStream.of(seen).min().orElseThrow();
                int most = IntStream.of(seen).max().orElseThrow();
                assertThat(most - least).as("after round " + round).isLessThanOrEqualTo(1);
            }
        });
    }

    @Test
    void theSeedDrawsTheOrderOfRoundRobin() {
        int[] rows = IntStream.generate(() -> 10).limit(30).toArray();
        assertThat(new Draws(1, rows).draw(roundRobin(10), 1)).isEqualTo(new Draws(1, rows).draw(roundRobin(10), 1));
        assertThat(new Draws(1, rows).draw(roundRobin(10), 1)).isNotEqualTo(new Draws(2, rows).draw(roundRobin(10), 1));
        assertThat(new Draws(1, rows).draw(roundRobin(), 1)).as("a tenth").hasSize(3);
        assertThat(new Draws(1, 10, 10, 10).draw(roundRobin(), 1))
                .as("at least one")
                .hasSize(1);
    }
}
