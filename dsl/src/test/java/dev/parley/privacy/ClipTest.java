package dev.parley.privacy;

import static dev.parley.Privacy.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Cases;
import dev.parley.example.ArrayExamples;
import dev.parley.fault.PlanException;
import dev.parley.filter.CoordinatorDouble;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.model.Learner;
import dev.parley.model.Linear;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.num.Seed;
import dev.parley.party.Sides;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Bounds change one update in the same way at the party and on arrival at the coordinator. */
class ClipTest {
    private static final Layout MIXED = Layout.empty()
            .then("mean", Role.STATISTIC, 2)
            .then("weight", 3)
            .then("filter", Role.FROZEN, 1)
            .then("bias", 1);

    private static Update update(Payload payload) {
        return new Update(new Member(0, "party-1", 10), 10, payload, Work.NONE);
    }

    private static ParamVector mixed(float... values) {
        return ParamVector.of(MIXED, values);
    }

    private static ParamVector learned(float... values) {
        return ParamVector.of(Layout.empty().then("x", values.length), values);
    }

    /** The coordinator's half. */
    private static Update onArrival(Clip clip, Update update) {
        return clip.arrived(update, CoordinatorDouble.of(1, 4, 7, new Seed(1)));
    }

    /** The party's half. */
    private static Update atParty(Clip clip, Update update) {
        ArrayExamples rows = new ArrayExamples(new float[1], new float[1], 1);
        try (Learner learner = new Linear().open(ArrayExamples.shape(1, 0), 1)) {
            PartySide here = Sides.of(rows.party(), learner);
            Broadcast from = Broadcast.of(1, 1, true, new Seed(1), learned(0, 0));
            return clip.atParty(from, here, (broadcast, side) -> {
                assertThat(broadcast).isSameAs(from);
                assertThat(side).isSameAs(here);
                return update;
            });
        }
    }

    private static Stream<DynamicTest> onBothSides(
            BiConsumer<BiFunction<Clip, Update, Update>, UniformRandomProvider> law) {
        return Stream.<BiFunction<Clip, Update, Update>>of(ClipTest::atParty, ClipTest::onArrival)
                .flatMap(half -> Cases.of(20, random -> law.accept(half, random)));
    }

    private static Update draw(UniformRandomProvider random) {
        return update(Payload.of(Update.DELTA, mixed(Cases.floats(random, 7, 3)))
                .and("control", mixed(Cases.floats(random, 7, 3)))
                .and("short", learned(Cases.floats(random, 2, 3)))
                .and("number", 100)
                .and("bytes", new byte[] {1, 2}));
    }

    private static double norm(Update update) {
        double squares = 0;
        for (String name : new String[] {Update.DELTA, "control"}) {
            for (int i : new int[] {2, 3, 4, 6}) {
                squares += Math.pow(update.vector(name).at(i), 2);
            }
        }
        return Math.sqrt(squares + Math.pow(update.vector("short").norm(), 2));
    }

    @TestFactory
    Stream<DynamicTest> allVectorsAreScaledByOneFactorToTheBound() {
        return onBothSides((half, random) -> {
            Update update = draw(random);
            double before = norm(update);
            double bound = before * (0.01 + 0.9 * random.nextDouble());
            float[][] was = {
                update.delta().toArray(),
                update.vector("control").toArray(),
                update.vector("short").toArray()
            };
            Update clipped = half.apply(new Clip(bound), update);
            assertThat(norm(clipped)).isCloseTo(bound, within(1e-6 * bound));
            float[][] is = {
                clipped.delta().toArray(),
                clipped.vector("control").toArray(),
                clipped.vector("short").toArray()
            };
            float factor = (float) (bound / before);
            for (int v = 0; v < was.length; v++) {
                for (int i = 0; i < was[v].length; i++) {
                    boolean isLearned = v == 2 || (i >= 2 && i != 5);
                    assertThat(is[v][i])
                            .as("vector %d, number %d", v, i)
                            .isCloseTo(isLearned ? was[v][i] * factor : was[v][i], within(isLearned ? 1e-6f : 0f));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> anUpdateWithinTheBoundKeepsItsBits() {
        return onBothSides((half, random) -> {
            Update update = draw(random);
            String[] before = prints(update);
            Update clipped = half.apply(new Clip(norm(update) * (1 + random.nextDouble())), update);
            assertThat(prints(clipped)).isEqualTo(before);
            assertThat(clipped.number("number")).isEqualTo(100);
            assertThat(clipped.payload().bytes("bytes")).containsExactly(1, 2);
            assertThat(clipped.examples()).isEqualTo(10);
        });
    }

    private static String[] prints(Update update) {
        return update.payload().vectors().values().stream()
                .map(ParamVector::fingerprint)
                .toArray(String[]::new);
    }

    @Test
    void runningStatisticsAndFrozenArraysAreNotCounted() {
        Update update = update(Payload.of(Update.DELTA, mixed(1e6f, -1e6f, 0.3f, 0, 0.4f, 1e6f, 0)));
        assertThat(onArrival(clip(0.6), update).delta().toArray()).containsExactly(1e6f, -1e6f, 0.3f, 0, 0.4f, 1e6f, 0);
        assertThat(onArrival(clip(0.25), update).delta().toArray())
                .containsExactly(1e6f, -1e6f, 0.15f, 0, 0.2f, 1e6f, 0);
    }

    @Test
    void anUpdateOfZerosOrWithoutVectorsStaysAsItIs() {
        assertThat(onArrival(clip(0.1), update(Payload.of(Update.DELTA, learned(0, 0))))
                        .delta()
                        .toArray())
                .containsExactly(0, 0);
        assertThat(onArrival(clip(0.1), update(Payload.EMPTY.and("n", 7))).number("n"))
                .isEqualTo(7);
    }

    @Test
    void aBoundIsAFiniteNumberAboveZero() {
        for (double bound : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> clip(bound))
                    .isInstanceOf(PlanException.class)
                    .hasMessageStartingWith("clip(c) needs a number above 0, but ");
        }
    }
}
