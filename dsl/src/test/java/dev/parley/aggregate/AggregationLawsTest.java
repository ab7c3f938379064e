package dev.parley.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Cases;
import dev.parley.Golden;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.message.Work;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Laws of aggregation rules, written once; each rule lists those it claims and is held to exactly them. */
class AggregationLawsTest {
    private enum Law {
        IGNORES_ORDER,
        MOVES_WITH_ITS_UPDATES,
        ONE_UPDATE_RETURNS_ITSELF,
        EQUAL_UPDATES_RETURN_THEM,
        STAYS_IN_THE_RANGE
    }

    private static final Map<Aggregation, Set<Law>> SIMPLE = Map.of(
            new Mean(),
            EnumSet.allOf(Law.class),
            new WeightedMean(),
            EnumSet.allOf(Law.class),
            new Median(),
            EnumSet.allOf(Law.class),
            new TrimmedMean(0.2),
            EnumSet.allOf(Law.class),
            new TrimmedMean(0),
            EnumSet.allOf(Law.class));

    private static final Set<Law> ALL = EnumSet.allOf(Law.class);
    private static final Set<Law> ONLY_MANY = EnumSet.complementOf(EnumSet.of(Law.ONE_UPDATE_RETURNS_ITSELF));

    private static final Map<Aggregation, Set<Law>> CLAIMS = claims();

    private static Map<Aggregation, Set<Law>> claims() {
        Map<Aggregation, Set<Law>> claims = new LinkedHashMap<>(SIMPLE);
        claims.put(new Krum(1), ONLY_MANY);
        claims.put(new MultiKrum(1, 4), ONLY_MANY);
        claims.put(new Bulyan(1), ONLY_MANY);
        claims.put(new GeometricMedian(), ALL);
        // they measure from 0, or from what came before
        claims.put(new NormClipping(2), EnumSet.of(Law.IGNORES_ORDER));
        claims.put(new CenteredClipping(2), EnumSet.of(Law.IGNORES_ORDER));
        claims.put(new Majority(), EnumSet.of(Law.IGNORES_ORDER));
        claims.put(
                new FoolsGold(),
                EnumSet.of(
                        Law.IGNORES_ORDER,
                        Law.ONE_UPDATE_RETURNS_ITSELF,
                        Law.EQUAL_UPDATES_RETURN_THEM,
                        Law.STAYS_IN_THE_RANGE));
        // without a coordinator it takes the updates as they come
        claims.put(new Bucketing(2, new Median()), EnumSet.complementOf(EnumSet.of(Law.IGNORES_ORDER)));
        return claims;
    }

    private static Stream<DynamicTest> law(Law law, BiConsumer<Aggregation, UniformRandomProvider> check) {
        return CLAIMS.entrySet().stream()
                .filter(claim -> claim.getValue().contains(law))
                .flatMap(claim -> Cases.of(20, random -> check.accept(claim.getKey(), random)));
    }

    private static Update update(int party, int examples, float[] delta) {
        return new Update(
                new Member(party, "party-" + (party + 1), examples),
                examples,
                Payload.of(Update.DELTA, ParamVector.of(Layout.empty().then("x", delta.length), delta)),
                new Work(examples, 1, 0, 0));
    }

    private static List<Update> draw(Aggregation rule, UniformRandomProvider random) {
        int length = 1 + random.nextInt(20);
        return IntStream.range(0, rule.least() + random.nextInt(9))
                .mapToObj(party -> update(party, 1 + random.nextInt(500), Cases.floats(random, length, 5)))
                .toList();
    }

    private static float[] apply(Aggregation rule, List<Update> updates) {
        return rule.aggregate(new Updates(updates)).toArray();
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    @TestFactory
    Stream<DynamicTest> theOrderOfPartiesDoesNotMatterButForRounding() {
        return law(Law.IGNORES_ORDER, (rule, random) -> {
            List<Update> updates = draw(rule, random);
            List<Update> turned = new ArrayList<>(updates);
            java.util.Collections.reverse(turned);
            assertThat(Golden.distance(apply(rule, turned), doubles(apply(rule, updates))))
                    .isLessThan(1e-5);
        });
    }

    @TestFactory
    Stream<DynamicTest> movingAllUpdatesMovesTheResult() {
        return law(Law.MOVES_WITH_ITS_UPDATES, (rule, random) -> {
            List<Update> updates = draw(rule, random);
            int length = updates.get(0).delta().length();
            float[] move = Cases.floats(random, length, 5);
            List<Update> moved = updates.stream()
                    .map(update -> update(
                            update.from().index(),
                            update.examples(),
                            update.delta().plus(update(0, 1, move).delta()).toArray()))
                    .toList();
            double[] expected = doubles(apply(rule, updates));
            Arrays.setAll(expected, i -> expected[i] + move[i]);
            assertThat(Golden.distance(apply(rule, moved), expected)).isLessThan(1e-5);
        });
    }

    @TestFactory
    Stream<DynamicTest> oneUpdateReturnsItselfBitByBit() {
        return law(Law.ONE_UPDATE_RETURNS_ITSELF, (rule, random) -> {
            Update only = draw(rule, random).get(0);
            assertThat(apply(rule, List.of(only))).isEqualTo(only.delta().toArray());
        });
    }

    @TestFactory
    Stream<DynamicTest> equalUpdatesReturnThem() {
        return law(Law.EQUAL_UPDATES_RETURN_THEM, (rule, random) -> {
            List<Update> updates = draw(rule, random);
            float[] same = updates.get(0).delta().toArray();
            List<Update> equal = updates.stream()
                    .map(update -> update(update.from().index(), update.examples(), same))
                    .toList();
            assertThat(Golden.distance(apply(rule, equal), doubles(same))).isLessThan(1e-6);
        });
    }

    @TestFactory
    Stream<DynamicTest> noCoordinateLeavesTheRangeOfTheUpdates() {
        return law(Law.STAYS_IN_THE_RANGE, (rule, random) -> {
            List<Update> updates = draw(rule, random);
            float[] result = apply(rule, updates);
            for (int i = 0; i < result.length; i++) {
                int at = i;
                var range = updates.stream()
                        .mapToDouble(update -> update.delta().at(at))
                        .summaryStatistics();
                assertThat((double) result[i]).isBetween(range.getMin() - 1e-5, range.getMax() + 1e-5);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> noRuleChangesTheUpdatesItIsGiven() {
        return CLAIMS.keySet().stream()
                .flatMap(rule -> Cases.of(5, random -> {
                    List<Update> updates = draw(rule, random);
                    List<String> before = updates.stream()
                            .map(update -> update.delta().fingerprint())
                            .toList();
                    ParamVector result = rule.aggregate(new Updates(updates));
                    result.fill(0);
                    assertThat(updates)
                            .extracting(update -> update.delta().fingerprint())
                            .isEqualTo(before);
                }));
    }

    @Test
    void theMeanCountsPartiesAndTheWeightedMeanTheirRows() {
        List<Update> updates = List.of(update(0, 1, new float[] {1, 10}), update(1, 3, new float[] {5, -10}));
        assertThat(apply(new Mean(), updates)).containsExactly(3, 0);
        assertThat(apply(new WeightedMean(), updates)).containsExactly(4, -5);
    }

    @Test
    void anUpdateOfNoRowsIsLeftOutOfTheWeightedMean() {
        List<Update> updates = List.of(
                update(0, 0, new float[] {100}), update(1, 3, new float[] {5}), update(2, 0, new float[] {-100}));
        assertThat(apply(new WeightedMean(), updates)).containsExactly(5);
    }

    @Test
    void aMeanOfNothingIsRefused() {
        assertThatThrownBy(() -> apply(new WeightedMean(), List.of(update(0, 0, new float[] {1}))))
                .hasMessage("the mean of no updates is not defined: all weights are 0");
    }
}
