package dev.parley.client;

import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Shape;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import dev.parley.party.PartyState;
import dev.parley.party.Sides;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A party's round of MOON against the loss of its authors' code, differentiated by JAX: golden/moon.json, within 1e-5. */
class GoldenMoonTest {
    private static final JsonNode FILE = Golden.file("moon.json");

    static Stream<Arguments> cases() {
        return Golden.each(FILE.get("cases")).map(golden -> {
            Moon client = new Moon(golden.get("mu").asDouble())
                    .temperature(golden.get("temperature").asDouble())
                    .rate(FILE.get("lr").asDouble())
                    .epochs(FILE.get("steps").asInt())
                    .batch(100)
                    .momentum(golden.get("momentum").asDouble())
                    .weightDecay(golden.get("weightDecay").asDouble());
            return Arguments.of(client, golden.get("layer").asText(), golden.get("end"));
        });
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("cases")
    void endsWhereTheAuthorsLossLeads(Moon client, String layer, JsonNode end) {
        int[] sizes = Golden.ints(FILE.get("sizes"));
        ArrayExamples data = ArrayExamples.of(FILE);
        Shape shape = ArrayExamples.shape(sizes[0], sizes[3]);
        Model model = sequential(dense(sizes[1]), layer.equals("tanh") ? tanh() : relu(), dense(sizes[2]), dense());
        PartyState state = new PartyState(new VectorPool());
        try (Learner learner = model.open(shape, 100);
                ParamVector start = ParamVector.of(model.layout(shape), Golden.floats(FILE.get("start")));
                ParamVector before = ParamVector.of(model.layout(shape), Golden.floats(FILE.get("previous")))) {
            state.memory().of("test").vector("previous", start.layout()).set(before);
            Broadcast from = Broadcast.of(2, 2, true, new Seed(42), start);
            try (Update update = client.train(from, Sides.of(data.party(), learner, state))) {
                float[] own = start.plus(update.delta()).toArray();
                assertThat(Golden.distance(own, Golden.doubles(end))).isLessThan(1e-5);
                float[] kept = state.memory()
                        .of("test")
                        .vector("previous", start.layout())
                        .toArray();
                assertThat(kept).isEqualTo(client.mu() == 0 ? before.toArray() : own);
            }
        }
    }
}
