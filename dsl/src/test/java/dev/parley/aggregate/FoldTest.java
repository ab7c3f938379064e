package dev.parley.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.filter.CoordinatorDouble;
import dev.parley.filter.Fold;
import dev.parley.message.Aggregate;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How named vectors and numbers are combined that stand beside the delta, or that some updates lack. */
class FoldTest {
    private static final Layout LAYOUT = Layout.empty().then("x", 2);

    /** Rules that stream and rules that collect. */
    static List<Aggregation> rules() {
        return List.of(new WeightedMean(), new Mean(), updates -> updates.weightedMean(), new Median());
    }

    private static ParamVector vector(float first, float second) {
        return ParamVector.of(LAYOUT, new float[] {first, second});
    }

    private static Update update(int party, int examples, Payload more) {
        return new Update(
                CoordinatorDouble.members(4).get(party),
                examples,
                Payload.of(Update.DELTA, vector(party, 1)).and(more),
                Work.NONE);
    }

    private static Aggregate of(Aggregation rule, String plain, Update... updates) {
        CoordinatorDouble here = CoordinatorDouble.of(1, 4, 2, new Seed(1), plain);
        try (Fold fold = rule.begin(here, CoordinatorDouble.members(4))) {
            for (Update each : updates) {
                fold.take(each);
            }
            return fold.end();
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aVectorThatSomeLackIsCombinedOfTheOthers(Aggregation rule) {
        Aggregate all = of(
                rule,
                "none",
                update(0, 1, Payload.of("v", vector(4, 0))),
                update(1, 3, Payload.EMPTY),
                update(2, 1, Payload.of("v", vector(8, 2))));

        assertThat(all.vector("v").toArray()).containsExactly(new float[] {6, 1}, within(1e-6f));
        assertThat(all.from()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aPlainMeanCountsEveryUpdateTheSame(Aggregation rule) {
        Aggregate all = of(
                rule,
                "c",
                update(0, 1, Payload.of("c", vector(0, 0))),
                update(1, 1, Payload.of("c", vector(0, 3))),
                update(2, 7, Payload.of("c", vector(9, 0))));

        assertThat(all.vector("c").toArray()).containsExactly(new float[] {3, 1}, within(1e-6f));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void numbersOfSomeAreTheirMean(Aggregation rule) {
        Aggregate all = of(
                rule,
                "none",
                update(0, 5, Payload.EMPTY.and("loss", 1)),
                update(1, 5, Payload.EMPTY.and("loss", 4)),
                update(2, 9, Payload.EMPTY));

        assertThat(all.number("loss")).isCloseTo(2.5, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ofNobodyThereIsADeltaOfZeros(Aggregation rule) {
        Aggregate none = of(rule, "none");

        assertThat(none.delta().toArray()).containsExactly(0, 0);
        assertThat(none.from()).isEmpty();
        assertThat(none.weight()).isZero();
    }
}
