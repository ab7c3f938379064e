package dev.parley.cohort;

import static dev.parley.Cohorts.*;
import static dev.parley.cohort.Draws.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.filter.CoordinatorDouble;
import dev.parley.message.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Parties that are there for a share of rounds or by a trace, and parties that leave within a round. */
class AvailabilityTest {
    @Test
    void aTraceSaysWhoIsThere() {
        Draws run = new Draws(1, 10, 10, 10, 10);
        List<List<Integer>> there = new ArrayList<>();
        for (int round = 1; round <= 11; round++) {
            there.add(IntStream.of(run.draw(available(trace()), round)).boxed().toList());
        }
        assertThat(there)
                .containsExactly(
                        List.of(0),
                        List.of(0, 1),
                        List.of(0, 1),
                        List.of(1),
                        List.of(1),
                        List.of(),
                        List.of(0),
                        List.of(0),
                        List.of(3),
                        List.of(3),
                        List.of());
        // 5 + 4 + 2 rounds of 10
        assertThat(available(trace()).expected(4)).isCloseTo(1.1, within(1e-12));
        assertThat(available(trace(), cohort(1)).expected(4)).isEqualTo(1);
        int[] second = run.draw(available(trace(), roundRobin(1)), 2);
        int[] third = run.draw(available(trace(), roundRobin(1)), 3);
        assertThat(List.of(second[0], third[0])).as("in turn").containsExactlyInAnyOrder(0, 1);
        assertThat(run.draw(available(trace(), roundRobin(1)), 9)).containsExactly(3);
    }

    @Test
    void aShareIsThereByItselfAndAnotherChoiceDrawsFromIt() {
        Draws run = new Draws(11, IntStream.generate(() -> 10).limit(10).toArray());
        near(run.frequencies(available(0.7)), same(10, 0.7));
        assertThat(available(0.7).expected(10)).isCloseTo(7, within(1e-12));
        double[] three = run.frequencies(available(0.7, cohort(3)));
        assertThat(available(0.7, cohort(3)).expected(10)).isEqualTo(3);
        assertThat(available(0.5, participation(0.5)).expected(20)).isEqualTo(5);
        assertThat(available(0.5, poisson(0.5)).expected(20)).isEqualTo(5);
        for (int round = 1; round <= 50; round++) {
            assertThat(IntStream.of(run.draw(available(0.7), round)).boxed().toList())
                    .containsAll(IntStream.of(run.draw(available(0.7, cohort(3)), round))
                            .boxed()
                            .toList());
        }
        // three of those that are there, nearly always
        assertThat(Arrays.stream(three).sum()).isCloseTo(3, within(0.05));
    }

    @Test
    void aDrawnPartyLeavesBeforeAnyStepWithTheSameProbability() {
        Draws run = new Draws(12, 10, 10, 10);
        Participation who = dropsOut(0.2, cohort(2));
        double[] first = new double[3];
        double[] both = new double[3];
        double[] other = new double[3];
        for (int round = 1; round <= ROUNDS; round++) {
            CoordinatorDouble here = run.in(round);
            for (Member one : run.members) {
                boolean stays = who.stays(here.turn(), one, here);
                boolean again = who.stays(here.turn(), one, here);
                first[one.index()] += stays ? 1.0 / ROUNDS : 0;
                both[one.index()] += stays && again ? 1.0 / ROUNDS : 0;
                other[one.index()] += again ? 1.0 / ROUNDS : 0;
            }
            here.memories().rollBack();
        }
        near(first, same(3, 0.8));
        near(other, same(3, 0.8));
        near(both, same(3, 0.64));
        assertThat(who.expected(3)).isCloseTo(1.6, within(1e-12));
        assertThat(run.draw(who, 1)).isEqualTo(run.draw(cohort(2), 1));
        assertThat(dropsOut(0).stays(run.in(1).turn(), run.members.get(0), run.in(1)))
                .isTrue();
    }
}
