package dev.parley.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Cases;
import dev.parley.fault.PlanException;
import dev.parley.filter.CoordinatorDouble;
import dev.parley.filter.Fold;
import dev.parley.message.Aggregate;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Named vectors and numbers of many updates to one, where some updates carry more than others. */
class FoldTest {
    private static final List<Member> MEMBERS = CoordinatorDouble.members(5);

    /** A rule that has to see all updates together. */
    private static final Aggregation MEDIAN = new Median();

    private static final Aggregation BY_HAND = new Named("weighted mean by hand", updates -> updates.weightedMean());

    static Stream<Aggregation> rules() {
        return Stream.of(new Mean(), new WeightedMean(), MEDIAN, BY_HAND);
    }

    private static ParamVector vector(float... values) {
        return ParamVector.of(Layout.empty().then("x", values.length), values);
    }

    private static Update update(int party, int examples, Payload payload) {
        return new Update(MEMBERS.get(party), examples, payload, new Work(examples, 1, 0, 0));
    }

    private static Payload delta(float... values) {
        return Payload.of(Update.DELTA, vector(values));
    }

    /** Folds updates in a round of a model of two parameters; {@code mean} is combined by the plain mean. */
    private static Aggregate fold(Aggregation rule, Update... updates) {
        try (Fold fold = rule.begin(CoordinatorDouble.of(1, 5, 2, new Seed(1), "mean"), MEMBERS)) {
            for (Update update : updates) {
                fold.take(update);
            }
            return fold.end();
        }
    }

    /** Three updates of 10, 30 and 60 rows; the first carries less than the others. */
    private static Aggregate three(Aggregation rule) {
        return fold(
                rule,
                update(0, 10, delta(1, 0)),
                update(2, 30, delta(2, 10).and("mean", vector(8)).and("ruled", vector(8, 4, 0))),
                update(3, 60, delta(6, 20).and("mean", vector(2)).and("ruled", vector(2, 1, 3))));
    }

    @Test
    void aVectorAsTheDeltaTakesItsWeightsAmongThoseWhoCarryIt() {
        assertThat(three(new WeightedMean()).delta().toArray()).containsExactly(4.3f, 15);
        assertThat(three(new WeightedMean()).vector("ruled").toArray()).containsExactly(4, 2, 2);
        assertThat(three(new Mean()).vector("ruled").toArray()).containsExactly(5, 2.5f, 1.5f);
        assertThat(three(BY_HAND).vector("ruled").toArray()).containsExactly(4, 2, 2);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aPlainMeanIsOverThoseWhoCarryItWhateverTheRule(Aggregation rule) {
        assertThat(three(rule).vector("mean").toArray()).containsExactly(5);
    }

    @Test
    void aRuleThatSeesAllUpdatesIsAskedForEachVector() {
        Update[] updates = {
            update(0, 1, delta(0, 5).and("ruled", vector(1)).and("mean", vector(1))),
            update(1, 100, delta(1, 5).and("ruled", vector(2)).and("mean", vector(2))),
            update(2, 1, delta(9, 6)),
            update(3, 1, delta(2, 5).and("ruled", vector(60)).and("mean", vector(60)))
        };
        Aggregate all = fold(MEDIAN, updates);
        assertThat(all.delta().toArray()).containsExactly(1.5f, 5);
        assertThat(all.vector("ruled").toArray()).containsExactly(2);
        // an attacker must not come in by it
        assertThat(all.vector("mean").toArray()).containsExactly(2);
    }

    @Test
    void numbersTakeTheWeightsOfALinearRuleAndElseThePlainMean() {
        for (Aggregation rule : rules().toList()) {
            Aggregate all = fold(
                    rule,
                    update(0, 10, delta(1, 1).and("ruled", 4).and("mean", 4)),
                    update(1, 30, delta(1, 1).and("ruled", 8).and("mean", 8)),
                    update(2, 60, delta(1, 1)));
            assertThat(all.number("ruled")).as(rule.toString()).isEqualTo(rule instanceof WeightedMean ? 7 : 6);
            assertThat(all.number("mean")).as(rule.toString()).isEqualTo(6);
        }
    }

    @Test
    void theDeltaGoesThroughTheRuleWhateverAFilterSaysOfIt() {
        CoordinatorDouble here = CoordinatorDouble.of(1, 5, 2, new Seed(1), Update.DELTA);
        for (Aggregation rule : List.of(new WeightedMean(), BY_HAND)) {
            try (Fold fold = rule.begin(here, MEMBERS)) {
                fold.take(update(0, 1, delta(0, 4)));
                fold.take(update(1, 3, delta(4, 0)));
                assertThat(fold.end().delta().toArray()).containsExactly(3, 1);
            }
        }
    }

    @Test
    void whoAnsweredIsToldInOrderWithTheSumOfTheWeights() {
        for (Aggregation rule : rules().toList()) {
            assertThat(three(rule).from()).extracting(Member::index).containsExactly(0, 2, 3);
        }
        assertThat(three(new WeightedMean()).weight()).isEqualTo(100);
        assertThat(three(new Mean()).weight()).isEqualTo(3);
        assertThat(three(MEDIAN).weight()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void nobodyGivesZerosOfTheModelsLayout(Aggregation rule) {
        Aggregate nothing = fold(rule);
        assertThat(nothing.from()).isEmpty();
        assertThat(nothing.weight()).isZero();
        assertThat(nothing.delta().toArray()).containsExactly(0, 0);
        assertThat(nothing.delta().layout()).isEqualTo(Layout.empty().then("x", 2));
        assertThat(nothing.payload().vectors()).containsOnlyKeys(Update.DELTA);
        assertThat(nothing.payload().numbers()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void nobodysVectorOutlivesTheRound(Aggregation rule) {
        List<Update> updates = IntStream.range(0, 4)
                .mapToObj(party -> update(
                        party,
                        1 + party,
                        delta(party, 1).and("mean", vector(party)).and("ruled", vector(party))))
                .toList();
        Aggregate all = fold(rule, updates.toArray(Update[]::new));
        assertThat(all.payload().vectors().values()).noneMatch(ParamVector::hasEnded);
        all.payload().close();
        assertThat(updates)
                .allSatisfy(update ->
                        assertThat(update.payload().vectors().values()).allMatch(ParamVector::hasEnded));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aFoldThatIsGivenUpEndsWhatItHolds(Aggregation rule) {
        List<Update> updates = IntStream.range(0, 3)
                .mapToObj(party -> update(party, 5, delta(party, 1).and("mean", vector(party))))
                .toList();
        try (Fold fold = rule.begin(CoordinatorDouble.of(1, 5, 2, new Seed(1), "mean"), MEMBERS)) {
            updates.forEach(fold::take);
        }
        assertThat(updates)
                .allSatisfy(update ->
                        assertThat(update.payload().vectors().values()).allMatch(ParamVector::hasEnded));
    }

    @Test
    void aRuleOfOnesOwnThatReturnsAnotherLengthIsToldForWhichVector() {
        Aggregation first =
                updates -> updates.list().get(0).delta().length() == 2 ? updates.mean() : vector(1, 2, 3, 4);
        assertThatThrownBy(() -> fold(first, update(0, 1, delta(1, 1).and("ruled", vector(5)))))
                .isInstanceOf(PlanException.class)
                .hasMessage("aggregate(your own rule) returned 4 numbers, but the vector 'ruled' has 1; return a vector"
                        + " made of the updates, such as updates.mean()");
    }

    /** A linear rule, which adds updates as they come, against the same formula on all of them. */
    @TestFactory
    Stream<DynamicTest> addingOneByOneGivesTheBitsOfAllTogether() {
        return Cases.of(30, random -> {
            Update[] updates = IntStream.range(0, 5)
                    .mapToObj(party -> {
                        Payload payload = delta(Cases.floats(random, 2, 5));
                        Payload more = random.nextBoolean() || party == 4
                                ? payload.and("ruled", vector(Cases.floats(random, 3, 5)))
                                : payload;
                        return update(party, 1 + random.nextInt(100), more);
                    })
                    .toArray(Update[]::new);
            Update[] copies = Stream.of(updates).map(FoldTest::copy).toArray(Update[]::new);
            Aggregate streamed = fold(new WeightedMean(), updates);
            Aggregate collected = fold(BY_HAND, copies);
            assertThat(streamed.delta().toArray()).isEqualTo(collected.delta().toArray());
            assertThat(streamed.vector("ruled").toArray())
                    .isEqualTo(collected.vector("ruled").toArray());
        });
    }

    private static Update copy(Update update) {
        Payload copy = Payload.EMPTY;
        for (var each : update.payload().vectors().entrySet()) {
            copy = copy.and(each.getKey(), each.getValue().copy());
        }
        return update.carrying(copy);
    }
}
