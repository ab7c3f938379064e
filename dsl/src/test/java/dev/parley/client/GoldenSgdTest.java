package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Shape;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.model.Softmax;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.party.Sides;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Steps of local SGD against torch.optim.SGD in float64: golden/losses.json, within 1e-5.
 *
 * <p>Every step takes all rows, so that their order does not matter.
 */
class GoldenSgdTest {
    static Stream<Arguments> cases() {
        return Golden.each(Golden.file("losses.json").get("sgd"))
                .map(golden -> Arguments.of(
                        golden.get("momentum").asDouble(),
                        golden.get("weightDecay").asDouble(),
                        golden));
    }

    /** Parameters of a party that starts at the golden start. */
    private static float[] end(ClientAlgorithm client, JsonNode golden) {
        ArrayExamples data = ArrayExamples.of(golden);
        Shape shape = ArrayExamples.shape(data.width(), golden.get("classes").asInt());
        Softmax model = new Softmax();
        try (Learner learner = model.open(shape, client.batch());
                ParamVector start = ParamVector.of(model.layout(shape), Golden.floats(golden.get("start")));
                Update update =
                        client.train(Broadcast.of(1, 1, true, new Seed(42), start), Sides.of(data.party(), learner))) {
            assertThat(update.work().steps()).isEqualTo(golden.get("steps").asInt());
            assertThat(start.toArray()).isEqualTo(Golden.floats(golden.get("start")));
            return start.plus(update.delta()).toArray();
        }
    }

    private static LocalSgd sgd(double momentum, double decay, JsonNode golden) {
        return new LocalSgd(golden.get("lr").asDouble())
                .epochs(golden.get("steps").asInt())
                .batch(golden.get("rows").asInt())
                .momentum(momentum)
                .weightDecay(decay);
    }

    @ParameterizedTest(name = "momentum {0}, weight decay {1}")
    @MethodSource("cases")
    void localSgdEndsWherePyTorchDoes(double momentum, double decay, JsonNode golden) {
        assertThat(Golden.distance(end(sgd(momentum, decay, golden), golden), Golden.doubles(golden.get("end"))))
                .isLessThan(1e-5);
    }

    @Test
    void fedProxEndsWherePyTorchDoesOnTheLossWithItsTerm() {
        Golden.each(Golden.file("losses.json").get("fedProx")).forEach(golden -> {
            double momentum = golden.get("momentum").asDouble();
            double decay = golden.get("weightDecay").asDouble();
            FedProx client = new FedProx(golden.get("mu").asDouble(), sgd(momentum, decay, golden));
            assertThat(Golden.distance(end(client, golden), Golden.doubles(golden.get("end"))))
                    .as("momentum %s, weight decay %s", momentum, decay)
                    .isLessThan(1e-5);
        });
    }

    @ParameterizedTest(name = "momentum {0}, weight decay {1}")
    @MethodSource("cases")
    void fedProxWithoutPullIsLocalSgdBitByBit(double momentum, double decay, JsonNode golden) {
        LocalSgd sgd = sgd(momentum, decay, golden);
        assertThat(end(new FedProx(0, sgd), golden)).isEqualTo(end(sgd, golden));
    }

    @ParameterizedTest(name = "momentum {0}, weight decay {1}")
    @MethodSource("cases")
    void workersStepsBetweenSynchronisationsAreSgdWhereThereIsNoMomentum(
            double momentum, double decay, JsonNode golden) {
        if (momentum == 0) {
            int steps = golden.get("steps").asInt();
            SynchronousSteps worker = new SynchronousSteps(sgd(0, decay, golden).epochs(1), steps, 1, steps);
            assertThat(Golden.distance(end(worker, golden), Golden.doubles(golden.get("end"))))
                    .isLessThan(1e-5);
        }
    }
}
