package dev.parley.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cases;
import dev.parley.filter.CoordinatorDouble;
import dev.parley.filter.NotAsked;
import dev.parley.num.Seed;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ParticipationTest {
    private final Seed seed = new Seed(42);

    private static int[] draw(Participation who, int round, int parties, Seed seed) {
        CoordinatorDouble here = CoordinatorDouble.of(round, parties, 1, seed);
        return who.draw(here.turn(), CoordinatorDouble.members(parties), here, new NotAsked() {});
    }

    @TestFactory
    Stream<DynamicTest> aCohortIsAscendingPartiesOfTheSizeItSays() {
        return Cases.of(50, random -> {
            int parties = 1 + random.nextInt(60);
            for (Participation who : List.of(
                    new Everyone(),
                    new UniformCount(1 + random.nextInt(70)),
                    new UniformShare(1 - random.nextDouble()))) {
                int[] drawn = draw(who, 1 + random.nextInt(9), parties, new Seed(random.nextLong()));
                assertThat(drawn)
                        .as("%s of %d", who, parties)
                        .hasSize((int) who.expected(parties))
                        .isNotEmpty()
                        .isSorted()
                        .doesNotHaveDuplicates();
                assertThat(drawn[0]).isNotNegative();
                assertThat(drawn[drawn.length - 1]).isLessThan(parties);
            }
        });
    }

    @Test
    void aShareIsRoundedDownButNeverToNobody() {
        assertThat(new UniformShare(0.1).expected(100)).isEqualTo(10);
        assertThat(new UniformShare(0.1).expected(4)).isEqualTo(1);
        assertThat(new UniformShare(0.5).expected(5)).isEqualTo(2);
        assertThat(new UniformShare(1).expected(7)).isEqualTo(7);
        // 0.29 * 100 is 28.999999999999996 in double
        assertThat(new UniformShare(0.29).expected(100)).isEqualTo(29);
    }

    @Test
    void aCountAboveThePartiesIsAllOfThem() {
        assertThat(draw(new UniformCount(9), 1, 4, seed)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void roundsDrawAnewAndTheSameRoundDrawsTheSame() {
        UniformCount ten = new UniformCount(10);
        assertThat(draw(ten, 1, 100, seed)).isEqualTo(draw(ten, 1, 100, new Seed(42)));
        assertThat(draw(ten, 1, 100, seed)).isNotEqualTo(draw(ten, 2, 100, seed));
        assertThat(draw(ten, 1, 100, seed)).isNotEqualTo(draw(ten, 1, 100, new Seed(43)));
    }

    @Test
    void everyPartyIsDrawnEquallyOften() {
        int[] seen = new int[20];
        for (int round = 1; round <= 5000; round++) {
            IntStream.of(draw(new UniformShare(0.2), round, seen.length, seed)).forEach(party -> seen[party]++);
        }
        // 1000 expected of each, standard deviation 28
        assertThat(IntStream.of(seen).boxed()).allMatch(count -> count > 860 && count < 1140);
    }
}
