package dev.parley.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.aggregate.Mean;
import dev.parley.fault.PlanException;
import dev.parley.fault.SecureSumException;
import dev.parley.message.Aggregate;
import dev.parley.message.Member;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums with few neighbors: the graph, how many are enough, and drop-outs among them. */
class NeighborhoodTest {
    /**
     * Degrees and thresholds of google-parfait/federated-compute, fcp/secagg/server/graph_parameter_finder_test.cc at
     * e7157f0625b52fdf5912fd4eb9074f003424ceb1, against a semi-malicious server, security 40, correctness 20.
     */
    @ParameterizedTest(name = "{0} parties, {1} collude, {2} leave")
    @CsvSource({
        "10, 0.05, 0.33, 8, 5",
        "100, 0.05, 0.33, 72, 39",
        "1000, 0.05, 0.33, 398, 223",
        "10000, 0.05, 0.33, 746, 420",
        "10, 0.33, 0.05, 4, 4",
        "100, 0.33, 0.05, 42, 37",
        "1000, 0.33, 0.05, 132, 109",
        "10000, 0.33, 0.05, 178, 146",
        "100, 0.05, 0.05, 16, 11",
        "1000, 0.05, 0.05, 52, 37",
        "10000, 0.05, 0.05, 62, 44",
        "100000, 0.05, 0.05, 68, 48",
        "1000000, 0.05, 0.05, 74, 52",
        "100, 0.33, 0, 26, 26",
        "1000, 0.33, 0, 38, 37",
        "100, 0, 0.33, 68, 35",
        "1000, 0, 0.33, 228, 115"
    })
    void findsThePublishedNumbersWhereNobodyHoldsAShareOfItsOwn(
            int parties, double colluding, double leaving, int k, int threshold) {
        assertThat(Neighborhood.of(parties, colluding, leaving, 0)).isEqualTo(new Neighborhood(k, threshold));
    }

    @Test
    void aShareOfOnesOwnCostsAtMostOneMore() {
        assertThat(Neighborhood.of(100, 0.05, 0.05)).hasToString("18 neighbors, of whom 13 open a secret");
        assertThat(Neighborhood.of(1000, 0.05, 0.1).threshold())
                .isGreaterThan(Neighborhood.of(1000, 0.05, 0.1).k() / 2);
        assertThatThrownBy(() -> Neighborhood.of(20, 0.4, 0.4))
                .isInstanceOf(PlanException.class)
                .hasMessage("neighborsFor(20, 0.4, 0.4) finds no number of neighbors below 19 that is safe; let all be"
                        + " neighbors, which is the default of secure(..)");
    }

    @ParameterizedTest(name = "{0} neighbors")
    @ValueSource(ints = {4, 6, 10})
    void theGraphIsRegularMutualAndStandsTheLossOfFewerThanKNodes(int k) {
        Random random = new Random(k);
        List<Integer> parties = IntStream.range(0, 25).map(i -> 3 * i).boxed().toList();
        SumGraph graph = SumGraph.of(parties, k, random);
        for (int party : parties) {
            assertThat(graph.of(party)).hasSize(k + 1).contains(party);
            graph.of(party).forEach(other -> assertThat(graph.of(other)).contains(party));
        }
        for (int tries = 0; tries < 200; tries++) {
            Set<Integer> left = new TreeSet<>(parties);
            while (left.size() > 25 - (k - 1)) {
                left.remove(parties.get(random.nextInt(25)));
            }
            assertThat(reached(graph, left)).isEqualTo(left);
        }
        assertThat(SumGraph.of(parties, k, new Random(1))).isNotEqualTo(SumGraph.of(parties, k, new Random(2)));
        assertThat(SumGraph.of(parties.subList(0, k + 1), k, random).of(0)).hasSize(k + 1);
    }

    private static Set<Integer> reached(SumGraph graph, Set<Integer> left) {
        Set<Integer> seen = new TreeSet<>();
        Deque<Integer> next = new ArrayDeque<>(List.of(left.iterator().next()));
        while (!next.isEmpty()) {
            int party = next.pop();
            if (seen.add(party)) {
                graph.of(party).stream().filter(left::contains).forEach(next::push);
            }
        }
        return seen;
    }

    @ParameterizedTest(name = "case {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void sumsAreExactForThoseThatArrivedOrNotOpened(int seed) {
        Random random = new Random(seed);
        Secure sum = new Secure(new Mean()).neighbors(6).threshold(0.51);
        SumWalk walk = new SumWalk(sum, 20, 30).fill(random, 1);
        walk.leaves = IntStream.range(0, 20)
                .map(party -> random.nextInt(8) == 0 ? random.nextInt(4) : 4)
                .toArray();
        int there = (int) IntStream.of(walk.leaves).filter(leave -> leave > 0).count();
        List<Integer> arrived = IntStream.range(0, 20)
                .filter(party -> walk.leaves[party] > 2)
                .boxed()
                .toList();
        try {
            Aggregate all = walk.open();
            assertThat(all.from().stream().map(Member::index)).isEqualTo(arrived);
            assertThat(all.delta().toArray())
                    .isEqualTo(walk.openly(arrived::contains, there).delta().toArray());
        } catch (SecureSumException closed) {
            // the graph is drawn anew each time, so that one pattern may leave a neighborhood too few
            assertThat(closed).hasMessageContaining("of 7 parties to answer");
            assertThat(IntStream.of(walk.leaves).filter(leave -> leave < 4).count())
                    .isGreaterThan(2);
        }
    }

    @Test
    void aPartyHearsOfItsNeighborsAlone() {
        SumWalk walk = new SumWalk(new Secure(new Mean()).neighbors(4), 30, 5).fill(new Random(1), 1);
        walk.way = new SumWalk.Way() {
            @Override
            public dev.parley.message.Payload down(String step, Member to, dev.parley.message.Payload message) {
                if (step.equals(Masked.SHARES)) {
                    assertThat(message.bytes(SumRound.CARDS)).hasSize(5 * KeyCard.BYTES);
                }
                return message;
            }

            @Override
            public dev.parley.message.Payload up(String step, Member from, dev.parley.message.Payload message) {
                return message;
            }
        };
        assertThat(walk.open().from()).hasSize(30);
    }
}
