package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Shape;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.model.Softmax;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import dev.parley.optimizer.Schedule;
import dev.parley.party.PartyState;
import dev.parley.party.Sides;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Steps of local Adam and AdamW against torch.optim's in float64: golden/losses.json, within 1e-5.
 *
 * <p>Every step takes all rows, so that their order does not matter.
 */
class GoldenAdamTest {
    private final PartyState state = new PartyState(new VectorPool());

    static Stream<Arguments> cases() {
        return Golden.each(Golden.file("losses.json").get("adam"))
                .map(golden -> Arguments.of(
                        golden.get("optimizer").asText(),
                        golden.get("weightDecay").asDouble(),
                        golden));
    }

    private static LocalAdam adam(JsonNode golden, int epochs) {
        double rate = golden.get("lr").asDouble();
        boolean decoupled = golden.get("optimizer").asText().equals("AdamW");
        return (decoupled ? LocalAdam.adamW(rate) : LocalAdam.adam(rate))
                .epochs(epochs)
                .batch(golden.get("rows").asInt())
                .betas(
                        golden.get("betas").get(0).asDouble(),
                        golden.get("betas").get(1).asDouble())
                .epsilon(golden.get("eps").asDouble())
                .weightDecay(golden.get("weightDecay").asDouble());
    }

    /** Parameters of a party after rounds of that many steps each. */
    private float[] end(LocalAdam client, JsonNode golden, int rounds) {
        ArrayExamples data = ArrayExamples.of(golden);
        Shape shape = ArrayExamples.shape(data.width(), golden.get("classes").asInt());
        Softmax model = new Softmax();
        try (Learner learner = model.open(shape, client.batch());
                ParamVector params = ParamVector.of(model.layout(shape), Golden.floats(golden.get("start")))) {
            for (int round = 1; round <= rounds; round++) {
                Broadcast from = Broadcast.of(round, rounds, true, new Seed(42), params);
                try (Update update = client.train(from, Sides.of(data.party(), learner, state))) {
                    params.add(1, update.delta());
                }
            }
            return params.toArray();
        }
    }

    @ParameterizedTest(name = "{0}, weight decay {1}")
    @MethodSource("cases")
    void endsWherePyTorchDoes(String optimizer, double decay, JsonNode golden) {
        float[] end = end(adam(golden, golden.get("steps").asInt()), golden, 1);
        assertThat(Golden.distance(end, Golden.doubles(golden.get("end")))).isLessThan(1e-5);
        state.finish();
        assertThat(state.memory().isEmpty()).isTrue();
    }

    @ParameterizedTest(name = "{0}, weight decay {1}")
    @MethodSource("cases")
    void roundsWithStateKeptAreOneLongRound(String optimizer, double decay, JsonNode golden) {
        float[] end = end(adam(golden, 2).keepState(), golden, 3);
        assertThat(Golden.distance(end, Golden.doubles(golden.get("end")))).isLessThan(1e-5);
        state.finish();
        assertThat(state.memory().remembered().numbers()).containsEntry("test/t", 6.0);
    }

    @ParameterizedTest(name = "{0}, weight decay {1}")
    @MethodSource("cases")
    void roundsWithoutItBeginAnew(String optimizer, double decay, JsonNode golden) {
        float[] end = end(adam(golden, 2), golden, 3);
        assertThat(Golden.distance(end, Golden.doubles(golden.get("end")))).isGreaterThan(1e-3);
    }

    @Test
    void printsWhatWasSaid() {
        assertThat(LocalAdam.adam(0.001)).hasToString("localAdam(0.001)");
        assertThat(LocalAdam.adamW(0.001).epochs(2).batch(10).weightDecay(0.1).keepState())
                .hasToString("localAdamW(0.001).epochs(2).batch(10).weightDecay(0.1).keepState()");
        assertThat(LocalAdam.adamW(0.001)).hasToString("localAdamW(0.001)");
        assertThat(LocalAdam.adam(0.001).betas(0.8, 0.9).epsilon(0.1).schedule(new Schedule.Cosine()))
                .hasToString("localAdam(0.001).betas(0.8, 0.9).epsilon(0.1).schedule(cosine())");
    }
}
