package dev.parley.privacy;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.engine.Engine;
import dev.parley.engine.Roster;
import dev.parley.engine.Session;
import dev.parley.filter.Answer;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.filter.Place;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Model;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.plan.Program;
import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole trainings under a bound, honest parties and others. */
class ClippedRunTest {
    private static final double BOUND = 0.05;
    private static final Parties HOSPITALS = dataset("wine").split(4, dirichlet(0.5));

    static {
        register(Shouts.class);
    }

    private static Federation plan() {
        return federation().rounds(1).aggregate(mean());
    }

    static Stream<Engine> engines() {
        return Stream.of(threads(1), threads(2), loopback());
    }

    /** An attacker, which does not bound itself: outside the clip. */
    record Shouts(int party, double factor) implements Filter {
        @Override
        public Place place() {
            return Place.ANSWER;
        }

        @Override
        public Update atParty(Broadcast from, PartySide here, Answer inner) {
            Update answer = inner.to(from, here);
            if (here.member().index() == party) {
                answer.delta().scale(factor);
            }
            return answer;
        }
    }

    /** Parties that leave out every filter of the program, the clip among them. */
    private record Unfiltered(Engine engine) implements Engine {
        @Override
        public Session open(Program program, Roster roster) {
            return engine.open(
                    new Program(program.model(), program.shape(), program.client(), List.of(), program.codec()),
                    roster);
        }
    }

    /** Looks at what is sent, at the coordinator, before the clip does. */
    private record Sees(List<Double> norms) implements Filter {
        @Override
        public Place place() {
            return Place.ANSWER;
        }

        @Override
        public Update arrived(Update one, CoordinatorSide here) {
            norms.add(Math.sqrt(one.payload().vectors().values().stream()
                    .mapToDouble(vector -> Math.pow(vector.norm(Role.LEARNED), 2))
                    .sum()));
            return one;
        }
    }

    /** Norms of the deltas, as they came. */
    private static List<Double> sent(Run run) {
        return run.partyTable().doubleColumn("delta norm").asList();
    }

    @Test
    void whatHonestPartiesSendIsBounded() {
        assertThat(sent(plan().train(softmax(), HOSPITALS))).allMatch(norm -> norm > 2 * BOUND);
        Run run = plan().rounds(3).filter(clip(BOUND)).train(softmax(), HOSPITALS);
        assertThat(sent(run)).hasSize(12).allMatch(norm -> norm < BOUND * (1 + 1e-6));
        assertThat(run.partyTable().doubleColumn("delta norm").max()).isCloseTo(BOUND, within(1e-6));
    }

    @Test
    void theBoundIsOnAllThatAPartySendsTogether() {
        List<Double> norms = new ArrayList<>();
        Run run = plan().client(scaffold())
                .filter(new Sees(norms))
                .filter(clip(BOUND))
                .on(threads(1))
                .train(softmax(), HOSPITALS);
        assertThat(norms).hasSize(4).allMatch(norm -> Math.abs(norm - BOUND) < 1e-6 * BOUND);
        assertThat(sent(run)).as("of the delta alone").allMatch(norm -> norm < 0.5 * BOUND);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void anAttackerDoesNoMoreThanTheBoundAllows(Engine engine) {
        Run run =
                plan().filter(clip(BOUND)).filter(new Shouts(2, 1e6)).on(engine).train(softmax(), HOSPITALS);
        assertThat(sent(run).get(2)).isCloseTo(1e6 * BOUND, within(1.0));
        Run honest = plan().filter(clip(BOUND)).on(engine).train(softmax(), HOSPITALS);
        float[] expected = honest.weights().toFloatVector();
        float[] actual = run.weights().toFloatVector();
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-6f)); // its direction is honest, its length is cut
        }
        Run free = plan().filter(new Shouts(2, 1e6)).on(engine).train(softmax(), HOSPITALS);
        assertThat(free.weights().norm2Number().doubleValue()).isGreaterThan(1000);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theCoordinatorClipsWhatPartiesDoNot(Engine engine) {
        Run run = plan().filter(clip(BOUND)).on(new Unfiltered(engine)).train(softmax(), HOSPITALS);
        assertThat(sent(run)).allMatch(norm -> norm > 2 * BOUND);
        Run honest = plan().filter(clip(BOUND)).on(engine).train(softmax(), HOSPITALS);
        float[] expected = honest.weights().toFloatVector();
        float[] actual = run.weights().toFloatVector();
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-7f));
        }
    }

    @Test
    void runningStatisticsAreThoseOfARunWithoutABound() {
        Model model = sequential(dense(6), batchNorm(), relu(), dense());
        Layout layout = model.layout(HOSPITALS.shape());
        ParamVector start = model.initial(HOSPITALS.shape(), plan().plan().seed());
        Run free = plan().train(model, HOSPITALS);
        Run bound = plan().filter(clip(BOUND)).train(model, HOSPITALS);
        float[] a = free.weights().toFloatVector();
        float[] b = bound.weights().toFloatVector();
        List<Layout.Span> spans = layout.spans(Role.STATISTIC);
        assertThat(spans).isNotEmpty();
        for (Layout.Span span : spans) {
            int end = span.from() + span.length();
            assertThat(Arrays.copyOfRange(b, span.from(), end)).isEqualTo(Arrays.copyOfRange(a, span.from(), end));
        }
        ParamVector moved = ParamVector.of(layout, b).add(-1, start);
        assertThat(moved.norm(Role.LEARNED)).isLessThanOrEqualTo(BOUND * (1 + 1e-5));
        assertThat(moved.norm(Role.STATISTIC)).isGreaterThan(2 * BOUND);
    }

    @Test
    void aBoundThatNobodyReachesChangesNoBit() {
        String free = plan().rounds(4).train(softmax(), HOSPITALS).fingerprint();
        assertThat(plan().rounds(4)
                        .filter(clip(1000))
                        .train(softmax(), HOSPITALS)
                        .fingerprint())
                .isEqualTo(free);
    }

    @Test
    void theBitsAreTheSameOnEveryEngine() {
        Federation plan = plan().rounds(4).client(scaffold()).filter(clip(BOUND));
        assertThat(engines()
                        .map(engine ->
                                plan.on(engine).train(softmax(), HOSPITALS).fingerprint()))
                .hasSize(3)
                .containsOnly(plan.train(softmax(), HOSPITALS).fingerprint());
    }
}
