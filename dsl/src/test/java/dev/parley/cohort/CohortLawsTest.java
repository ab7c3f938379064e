package dev.parley.cohort;

import static dev.parley.Cohorts.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Cases;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.filter.CoordinatorDouble;
import dev.parley.filter.Exchange;
import dev.parley.filter.Fold;
import dev.parley.filter.LossAtStart;
import dev.parley.filter.Memories;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The laws of who takes part.
 *
 * <p>Frequencies over 4000 rounds stand within 4.5 standard deviations of their probability: 7 in a million right draws
 * would fall outside, so that a test of 20 parties would fail once in 7000 seeds; the seed is fixed.
 */
class CohortLawsTest {
    private static final int ROUNDS = 4000;
    private static final double DEVIATIONS = 4.5;

    /** A run's coordinator, whose memory lasts over rounds. */
    private static final class Run {
        final List<Member> members;
        final Memories memories = new Memories(new VectorPool());
        final Seed seed;

        Run(long seed, int... rows) {
            this.seed = new Seed(seed);
            this.members = IntStream.range(0, rows.length)
                    .mapToObj(i -> new Member(i, "party-" + (i + 1), rows[i]))
                    .toList();
        }

        CoordinatorDouble in(int round) {
            return new CoordinatorDouble(
                    new Turn(round, ROUNDS, Turn.TRAIN, true),
                    members.size(),
                    ParamVector.zeros(Layout.empty().then("x", 1)),
                    seed,
                    List.of(),
                    memories,
                    new TreeMap<>());
        }

        int[] draw(Participation who, int round, ToDoubleFunction<Member> loss) {
            CoordinatorDouble here = in(round);
            int[] drawn = who.draw(here.turn(), members, here, new Losses(loss));
            memories.commit();
            return drawn;
        }

        int[] draw(Participation who, int round) {
            return draw(who, round, one -> {
                throw new AssertionError("asked");
            });
        }

        double[] frequencies(Participation who) {
            double[] seen = new double[members.size()];
            for (int round = 1; round <= ROUNDS; round++) {
                IntStream.of(draw(who, round)).forEach(party -> seen[party]++);
            }
            return Arrays.stream(seen).map(count -> count / ROUNDS).toArray();
        }
    }

    private static void near(double[] seen, double... probability) {
        for (int i = 0; i < seen.length; i++) {
            double sd = Math.sqrt(probability[i] * (1 - probability[i]) / ROUNDS);
            assertThat(seen[i]).as("party " + i).isCloseTo(probability[i], within(DEVIATIONS * sd + 1e-12));
        }
    }

    /** Parties that tell a loss when they are asked. */
    private record Losses(ToDoubleFunction<Member> loss) implements Exchange {
        @Override
        public List<Member> cohort() {
            throw new AssertionError("not asked for here");
        }

        @Override
        public Aggregate with(Broadcast to) {
            throw new AssertionError("not asked for here");
        }

        @Override
        public Aggregate with(Broadcast to, IntFunction<Payload> own) {
            throw new AssertionError("not asked for here");
        }

        @Override
        public Aggregate with(Broadcast to, IntFunction<Payload> own, Fold into) {
            throw new AssertionError("not asked for here");
        }

        @Override
        public Map<Member, Payload> ask(String step, Map<Member, Payload> to) {
            assertThat(step).isEqualTo("loss");
            Map<Member, Payload> answers = new LinkedHashMap<>();
            to.forEach((member, sent) -> {
                assertThat(sent.hasVector("params")).isTrue();
                answers.put(member, Payload.EMPTY.and(LossAtStart.LOSS, loss.applyAsDouble(member)));
            });
            return answers;
        }
    }

    @TestFactory
    Stream<DynamicTest> aCohortIsAscendingPartiesOfTheSizeThatIsExpected() {
        return Cases.of(40, random -> {
            int parties = 1 + random.nextInt(40);
            int n = 1 + random.nextInt(parties);
            Run run = new Run(random.nextLong(), random.ints(parties, 1, 90).toArray());
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

    private static List<String> names(int parties) {
        return IntStream.rangeClosed(1, parties).mapToObj(i -> "party-" + i).toList();
    }

    @Test
    void poissonTakesEachByItself() {
        Run run = new Run(3, IntStream.generate(() -> 10).limit(20).toArray());
        Participation who = poisson(0.15);
        near(run.frequencies(who), DoubleArray.of(20, 0.15));
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
        near(pairs, DoubleArray.of(19, 0.15 * 0.15));
        near(new double[] {sizes[0] / ROUNDS}, Math.pow(0.85, 20));
        assertThat(sizes[0]).as("rounds of nobody").isPositive();
        assertThat(who.expected(20)).isCloseTo(3, within(1e-12));
        assertThat(run.draw(poisson(1), 1)).hasSize(20);
    }

    @Test
    void importanceDrawsEachWithExactlyItsShareOfTheRows() {
        int[] rows = {5, 10, 20, 40, 25, 30, 10, 60};
        near(
                new Run(5, rows).frequencies(importance(3)),
                Arrays.stream(rows).mapToDouble(r -> 3 * r / 200.0).toArray());
    }

    @Test
    void whoHasMoreThanItsShareIsAlwaysDrawnAndTheRestKeepTheirs() {
        // of 3, party 0 would have 2.4 and then party 1 of the remaining two 1.33: both are sure
        int[] rows = {400, 60, 10, 20, 10};
        near(new Run(6, rows).frequencies(importance(3)), 1, 1, 0.25, 0.5, 0.25);
        assertThat(new Run(6, 1, 2, 3).draw(importance(3), 1)).containsExactly(0, 1, 2);
    }

    /** The plain mean of the drawn is, over rounds, the mean of all weighted by rows; that of a uniform draw is not. */
    @Test
    void importanceWithThePlainMeanIsUnbiased() {
        int[] rows = {5, 10, 20, 40, 25, 30, 10, 60};
        double[] values = {7, -3, 2, 5, 1, -4, 9, 0.5};
        double whole =
                IntStream.range(0, 8).mapToDouble(i -> rows[i] * values[i]).sum() / 200;
        Run run = new Run(7, rows);
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
        near(new Run(8, 10, 20, 30, 40).frequencies(d(1)), 0.1, 0.2, 0.3, 0.4);
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
        near(new Run(9, 10, 20, 30, 40).frequencies(d(2)), two);
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
        Run run = new Run(10, 10, 90, 5, 20, 40);
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
            Run run = new Run(
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
        assertThat(new Run(1, rows).draw(roundRobin(10), 1)).isEqualTo(new Run(1, rows).draw(roundRobin(10), 1));
        assertThat(new Run(1, rows).draw(roundRobin(10), 1)).isNotEqualTo(new Run(2, rows).draw(roundRobin(10), 1));
        assertThat(new Run(1, rows).draw(roundRobin(), 1)).as("a tenth").hasSize(3);
        assertThat(new Run(1, 10, 10, 10).draw(roundRobin(), 1))
                .as("at least one")
                .hasSize(1);
    }

    private static Table trace() {
        return Table.create(
                StringColumn.create("party", "party-1", "party-2", "party-1", "party-4"),
                IntColumn.create("from", 1, 2, 7, 9),
                IntColumn.create("to", 3, 5, 8, 10));
    }

    @Test
    void aTraceSaysWhoIsThere() {
        Run run = new Run(1, 10, 10, 10, 10);
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
        Run run = new Run(11, IntStream.generate(() -> 10).limit(10).toArray());
        near(run.frequencies(available(0.7)), DoubleArray.of(10, 0.7));
        assertThat(available(0.7).expected(10)).isCloseTo(7, within(1e-12));
        double[] three = run.frequencies(available(0.7, cohort(3)));
        assertThat(available(0.7, cohort(3)).expected(10)).isEqualTo(3);
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
        Run run = new Run(12, 10, 10, 10);
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
        near(first, DoubleArray.of(3, 0.8));
        near(other, DoubleArray.of(3, 0.8));
        near(both, DoubleArray.of(3, 0.64));
        assertThat(who.expected(3)).isCloseTo(1.6, within(1e-12));
        assertThat(run.draw(who, 1)).isEqualTo(run.draw(cohort(2), 1));
        assertThat(dropsOut(0).stays(run.in(1).turn(), run.members.get(0), run.in(1)))
                .isTrue();
    }

    /** So many of the same number. */
    private static final class DoubleArray {
        static double[] of(int count, double value) {
            double[] all = new double[count];
            Arrays.fill(all, value);
            return all;
        }
    }

    @Test
    void eachRefusesWhatIsOutOfItsRange() {
        refused(
                () -> poisson(0),
                "poisson(q) needs a probability above 0 and at most 1, but 0 was given; for a number of"
                        + " parties use cohort(n)");
        refused(
                () -> powerOfChoice(4, 5),
                "powerOfChoice(d, m) chooses m of d candidates, but d is 4 and m is 5; take m"
                        + " from 1 to 4, or more candidates");
        refused(() -> powerOfChoice(0), "powerOfChoice(d) needs at least 1, but 0 was given; take 1 or more");
        refused(() -> powerOfChoice(3, 0), "powerOfChoice(d, m) needs at least 1, but 0 was given; take 1 or more");
        refused(() -> importance(0), "importance(n) needs at least 1, but 0 was given; take 1 or more");
        refused(() -> roundRobin(0), "roundRobin(n) needs at least 1, but 0 was given; take 1 or more");
        refused(() -> new RoundRobin(-1), "roundRobin(n) needs at least 1, but -1 was given; take 1 or more");
        refused(() -> new Importance(-1), "importance(n) needs at least 1, but -1 was given; take 1 or more");
        refused(() -> dropsOut(1), "dropsOut(p) needs a number from 0 to below 1, but 1 was given; take one between");
        refused(
                () -> available(1.5),
                "available(share) needs a share above 0 and at most 1, but 1.5 was given; it is the"
                        + " probability that a party is there in a round");
        refused(
                () -> new Span("a", 3, 2),
                "available(trace) needs rounds from 1 on and an end that is not before its"
                        + " beginning, but 'a' is there from 3 to 2; mend this row");
        assertThatThrownBy(() -> available(trace().removeColumns("to")))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "available(trace) needs the columns party, from and to, but the table has party, from; rename"
                                + " them, or add 'to'");
        assertThatThrownBy(() -> available(Table.create(
                        StringColumn.create("party", "a"),
                        StringColumn.create("from", "x"),
                        IntColumn.create("to", new int[] {2}))))
                .isInstanceOf(DataException.class)
                .hasMessage("available(trace) needs a round in column 'from', but row 1 has 'x'; mend this row");
        assertThat(available(trace()).refusal(names(3)))
                .contains(
                        "available(trace) names 'party-4', but the parties are party-1, party-2, party-3; name parties"
                                + " of the split in the column 'party'");
        assertThat(dropsOut(0.1, roundRobin(9)).refusal(names(4)))
                .contains("roundRobin(9) asks for more parties than the 4 there are; use roundRobin(4) or fewer");
        assertThat(importance(9).refusal(names(4)))
                .contains("importance(9) asks for more parties than the 4 there are; use importance(4) or fewer");
        assertThat(powerOfChoice(9, 2).refusal(names(4)))
                .contains("powerOfChoice(9, 2) asks for more parties than the 4 there are; use d = 4 or fewer");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable what, String why) {
        assertThatThrownBy(what).isInstanceOf(PlanException.class).hasMessage(why);
    }
}
