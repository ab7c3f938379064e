package dev.parley.server;

import static dev.parley.Parley.*;
import static dev.parley.Schedules.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Federation;
import dev.parley.Golden;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.optimizer.Schedule;
import dev.parley.plan.PlanJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every server optimizer against the published recurrences in NumPy float64: golden/servers.json, within 1e-5. */
class GoldenServersTest {
    private static final JsonNode GOLDEN = Golden.file("servers.json");
    private static final Parties HOSPITALS = dataset("breast-cancer").split(3, iid());

    static Stream<ServerOptimizer> optimizers() {
        return Stream.of(
                fedAdagrad(0.1),
                fedAdagrad(0.1, 0.9, 0.01),
                fedAdam(0.1),
                fedAdam(0.1).biasCorrection(true),
                fedAdam(0.1).schedule(cosine()),
                fedYogi(0.1),
                fedYogi(0.1, 0.5, 0.99, 0.1),
                fedYogi(0.1).schedule(exponential(0.5)),
                fedAvgM(0.9),
                fedAvgM(0.9).nesterov(),
                fedAvgM(0.5).nesterov().rate(0.3),
                fedAvgM(0.9).rate(0.3).schedule(cosine()),
                serverSgd(0.5).momentum(0.9).schedule(exponential(0.5)),
                serverSgd(0.5).schedule(cosine()));
    }

    private static ParamVector vector(JsonNode numbers) {
        return ParamVector.of(Layout.empty().then("x", numbers.size()), Golden.floats(numbers));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void itsStepsAreThePublishedOnes(ServerOptimizer optimizer) {
        JsonNode deltas = GOLDEN.get("deltas");
        JsonNode after = GOLDEN.get("after").get(optimizer.toString());
        ServerState state = optimizer.init(vector(GOLDEN.get("start")));
        for (int round = 1; round <= deltas.size(); round++) {
            state = optimizer.at(round, deltas.size()).step(state, vector(deltas.get(round - 1)));
            assertThat(Golden.distance(state.params().toArray(), Golden.doubles(after.get(round - 1))))
                    .as("after round " + round)
                    .isLessThan(1e-5);
        }
        assertThat(state.step()).isEqualTo(deltas.size());
    }

    @Test
    void everyValueOfTheFileIsCompared() {
        assertThat(GOLDEN.get("after").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        optimizers().map(ServerOptimizer::toString).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void isReadBackFromAPlansJson(ServerOptimizer optimizer) {
        var plan = federation().server(optimizer).plan();
        assertThat(PlanJson.read(plan.json())).isEqualTo(plan);
        assertThat(plan).hasToString("federation().server(" + optimizer + ")");
    }

    @Test
    void whatEarlierVersionsWroteIsReadAsItWasMeant() {
        String begin = "{\"format\": 1, \"sentence\": \"federation\", \"server\": ";
        assertThat(PlanJson.read(begin
                                + "{\"fedAdam\": {\"rate\": 0.05, \"beta1\": 0.9, \"beta2\": 0.99, \"tau\": 0.001}}}")
                        .server())
                .isEqualTo(fedAdam(0.05));
        assertThat(PlanJson.read(begin + "{\"serverSgd\": {\"rate\": 0.5, \"momentum\": 0.9}}}")
                        .server())
                .isEqualTo(serverSgd(0.5).momentum(0.9));
    }

    @Test
    void withersGoInAnyOrder() {
        assertThat(fedAvgM(0.9).rate(0.5).nesterov().schedule(cosine()))
                .isEqualTo(fedAvgM(0.9).schedule(cosine()).nesterov().rate(0.5))
                .hasToString("fedAvgM(0.9).nesterov().rate(0.5).schedule(cosine())");
        assertThat(fedAdam(0.1).biasCorrection(true).biasCorrection(false)).isEqualTo(fedAdam(0.1));
        assertThat(fedYogi(0.1).schedule(constant())).isEqualTo(fedYogi(0.1)).hasToString("fedYogi(0.1)");
        assertThat(fedAdagrad(0.1, 0, 0.001)).hasToString("fedAdagrad(0.1)");
    }

    @Test
    void fedAvgMIsMomentumOfTheServerToTheBit() {
        Federation plan = federation().rounds(5);
        assertThat(plan.server(fedAvgM(0.9).rate(0.3))
                        .train(logistic(), HOSPITALS)
                        .fingerprint())
                .isEqualTo(plan.server(serverSgd(0.3).momentum(0.9))
                        .train(logistic(), HOSPITALS)
                        .fingerprint());
        assertThat(plan.server(fedAvgM(0).nesterov())
                        .train(logistic(), HOSPITALS)
                        .fingerprint())
                .as("without momentum there is nothing to look ahead by")
                .isEqualTo(plan.train(logistic(), HOSPITALS).fingerprint());
    }

    /** A schedule that notes when it is asked. */
    private record Asked(List<String> when) implements Schedule {
        @Override
        public double factor(int round, int rounds) {
            when.add(round + " of " + rounds);
            return 1;
        }
    }

    @Test
    void aScheduleIsAskedForEachRoundOfAllAlsoAfterAResume() {
        List<String> when = new ArrayList<>();
        var plan = federation().rounds(4).server(serverSgd(1).schedule(new Asked(when)));
        var part = plan.onRound(r -> {
                    if (r.round() == 2 && when.size() == 2) {
                        r.stop();
                    }
                })
                .train(logistic(), HOSPITALS);
        part.resume();
        assertThat(when).containsExactly("1 of 4", "2 of 4", "3 of 4", "4 of 4");
        assertThat(part.resume().fingerprint())
                .isEqualTo(federation().rounds(4).train(logistic(), HOSPITALS).fingerprint());
    }

    @Test
    void aRateThatHasComeDownToNothingTakesNoStepAndOneBelowIsRefused() {
        Schedule nothing = (round, rounds) -> 0;
        ServerState state = fedYogi(0.1).init(vector(GOLDEN.get("start")));
        ParamVector delta = vector(GOLDEN.get("deltas").get(0));
        assertThat(fedYogi(0.1)
                        .schedule(nothing)
                        .at(1, 1)
                        .step(state, delta)
                        .params()
                        .toArray())
                .isEqualTo(state.params().toArray());
        Schedule odd = new Schedule() {
            @Override
            public double factor(int round, int rounds) {
                return -1;
            }

            @Override
            public String toString() {
                return "odd()";
            }
        };
        assertThatThrownBy(() -> fedAdam(0.1).schedule(odd).at(3, 5))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "the schedule odd() makes the server's rate -0.1 in round 3; its factor has to be a number of"
                                + " at least 0");
    }

    @Test
    void refusesWhatIsOutOfItsRange() {
        assertThatThrownBy(() -> fedAvgM(1))
                .hasMessage("fedAvgM(beta) needs a number from 0 to below 1, but 1 was given; take one between");
        assertThatThrownBy(() -> fedAvgM(0.9).rate(0))
                .hasMessage("fedAvgM(..).rate(r) needs a number above 0, but 0 was given; take one such as 0.1");
        assertThatThrownBy(() -> fedAdagrad(-1))
                .hasMessage("fedAdagrad(rate) needs a number above 0, but -1 was given; take one such as 0.1");
        assertThatThrownBy(() -> fedYogi(0.1, 0.9, 1, 0.001))
                .hasMessage("fedYogi(..) beta2 needs a number from 0 to below 1, but 1 was given; take one between");
        assertThatThrownBy(() -> fedYogi(0.1, 0.9, 0.99, 0))
                .hasMessage("fedYogi(..) tau needs a number above 0, but 0 was given; take one such as 0.1");
    }
}
