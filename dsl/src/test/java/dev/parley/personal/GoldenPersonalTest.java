package dev.parley.personal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.client.LocalSgd;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Shape;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.model.Linear;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import dev.parley.party.PartyState;
import dev.parley.party.Sides;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Two rounds of one party's work against NumPy in float64, in part with PFLlib's steps: golden/personal.json, within 1e-5. */
class GoldenPersonalTest {
    private static final JsonNode GOLDEN = Golden.file("personal.json");
    private static final ArrayExamples ROWS = ArrayExamples.of(GOLDEN);
    private static final Shape SHAPE = ArrayExamples.shape(ROWS.width(), 0);
    private static final Linear MODEL = new Linear();
    private static final LocalSgd CLIENT = new LocalSgd(GOLDEN.get("rate").asDouble())
            .epochs(GOLDEN.get("epochs").asInt())
            .batch(ROWS.size());

    /**
     * State after two rounds.
     *
     * @param own the party's model after them, asked with the second round's common model
     * @param delta the second round's update
     * @param last it as it was sent
     */
    private record After(float[] own, float[] delta, Update last) {}

    private static After after(Personalization how) {
        Layout layout = MODEL.layout(SHAPE);
        try (VectorPool pool = new VectorPool();
                Learner learner = MODEL.open(SHAPE, ROWS.size());
                PartyState state = new PartyState(pool)) {
            PartySide here = Sides.of(CLIENT, layout, ROWS.party(), learner, state);
            Function<Integer, Broadcast> sent = round -> Broadcast.of(
                    round,
                    2,
                    false,
                    new Seed(42),
                    ParamVector.of(layout, Golden.floats(GOLDEN.get("sent").get(round - 1))));
            how.learn(sent.apply(1), here, CLIENT::train);
            state.finish();
            Update last = how.learn(sent.apply(2), here, CLIENT::train);
            state.finish();
            return new After(
                    how.own(sent.apply(2), here).toArray(), last.delta().toArray(), last);
        }
    }

    private static void holds(float[] found, JsonNode expected, double within) {
        assertThat(Golden.distance(found, Golden.doubles(expected))).isLessThan(within);
    }

    @Test
    void fineTuningTakesTheClientsSteps() {
        holds(after(new FineTune(3)).own(), GOLDEN.get("fineTune 3"), 1e-5);
    }

    @Test
    void dittoIsPulledToWhatWasSent() {
        holds(after(new Ditto(0.7)).own(), GOLDEN.get("ditto 0.7"), 1e-5);
    }

    @Test
    void pFedMeFollowsItsOwnModel() {
        After after = after(new PFedMe(6).steps(3));
        holds(after.own(), GOLDEN.get("pFedMe 6").get("own"), 1e-5);
        holds(after.delta(), GOLDEN.get("pFedMe 6").get("delta"), 1e-5);
        assertThat(after.last().work().steps()).isEqualTo(3 * 4);
    }

    @Test
    void apflLearnsHowMuchOfEach() {
        After after = after(new Apfl(0.3));
        JsonNode golden = GOLDEN.get("apfl 0.3");
        holds(after.own(), golden.get("own"), 1e-5);
        holds(after.delta(), golden.get("delta"), 1e-5);
        double[] shares = Golden.doubles(golden.get("shares"));
        assertThat(after.last().number("a")).isBetween(shares[1] - 1e-5, shares[1] + 1e-5);
        assertThat(shares[1]).isNotEqualTo(0.3);
        holds(after(new Apfl(0.6).fixed()).own(), GOLDEN.get("apfl 0.6 fixed").get("own"), 1e-5);
    }

    @Test
    void perFedAvgLooksAStepAhead() {
        After after = after(new PerFedAvg(0.2));
        holds(after.own(), GOLDEN.get("perFedAvg 0.2").get("own"), 1e-5);
        holds(after.delta(), GOLDEN.get("perFedAvg 0.2").get("delta"), 1e-5);
        assertThat(after.last().work().steps()).isEqualTo(4);
    }

    /** A difference of floats over 0.002 is good to some 1e-4. */
    @Test
    void theHessianIsADifferenceOfGradients() {
        After after = after(new PerFedAvg(0.2).hessianFree());
        JsonNode golden = GOLDEN.get("perFedAvg 0.2 hessianFree").get("delta");
        holds(after.delta(), golden, 1e-4);
        assertThat(Golden.distance(after(new PerFedAvg(0.2)).delta(), Golden.doubles(golden)))
                .as("without it")
                .isGreaterThan(1e-3);
    }
}
