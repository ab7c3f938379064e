package dev.parley.client;

import static dev.parley.Clients.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Schedules.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Cases;
import dev.parley.Golden;
import dev.parley.data.Parties;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Shape;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.party.Sides;
import dev.parley.run.Run;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FedSGD: what it equals, and that it learns. */
class GradientStepTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(5, dirichlet(0.5));

    private static double[] doubles(Run run) {
        return run.weights().toDoubleVector();
    }

    @Test
    void learnsDigitsWithItsDefaults() {
        Run run = federation()
                .rounds(60)
                .client(gradientStep())
                .train(softmax(), dataset("digits").split(5, iid()));
        assertThat(run.accuracy()).isGreaterThan(0.6);
    }

    @Test
    void aRoundIsAStepOfTheWholeBatch() {
        int rows = HOSPITALS.all().stream().mapToInt(party -> party.size()).sum();
        for (Model model : new Model[] {logistic(), mlp(8)}) {
            Run federated = federation()
                    .rounds(10)
                    .client(gradientStep().rate(0.5))
                    .aggregate(weightedMean())
                    .train(model, HOSPITALS);
            Run pooled =
                    centralized().epochs(10).client(localSgd(0.5).batch(rows)).train(model, HOSPITALS);
            assertThat(Golden.distance(federated.weights().toFloatVector(), doubles(pooled)))
                    .as(model.toString())
                    .isLessThan(2e-6);
            assertThat(federated.accuracy()).isEqualTo(pooled.accuracy(), within(1e-9));
        }
    }

    @Test
    void isLocalSgdOfOneBatch() {
        var plan = federation().rounds(10).cohort(3);
        Run step = plan.client(gradientStep().schedule(cosine())).train(mlp(8), HOSPITALS);
        Run sgd = plan.client(localSgd(0.1).batch(1000).schedule(cosine())).train(mlp(8), HOSPITALS);
        assertThat(Golden.distance(step.weights().toFloatVector(), doubles(sgd)))
                .isLessThan(1e-6);
    }

    /** Rows of 4 features and 3 classes. */
    private static ArrayExamples rows(int n) {
        var random = new Seed(5).random();
        float[] classes = new float[n];
        for (int i = 0; i < n; i++) {
            classes[i] = random.nextInt(3);
        }
        return new ArrayExamples(Cases.floats(random, 4 * n, 1), classes, 4);
    }

    /** Parameters at the end of a party's local work, from given ones. */
    private static float[] end(ClientAlgorithm client, Model model, ArrayExamples data, Seed seed) {
        Shape shape = ArrayExamples.shape(data.width(), 3);
        try (Learner learner = model.open(shape, 64);
                ParamVector start = model.initial(shape, new Seed(1));
                Update update = client.train(Broadcast.of(1, 1, true, seed, start), Sides.of(data.party(), learner))) {
            return start.plus(update.delta()).toArray();
        }
    }

    /** A party's seed by which its rows are not moved. */
    private static Seed unmoved(int rows) {
        int[] order = IntStream.range(0, rows).toArray();
        return IntStream.range(0, 100_000)
                .mapToObj(Seed::new)
                .filter(seed -> {
                    int[] shuffled = order.clone();
                    seed.at("order", 1).at("epoch", 0).shuffle(shuffled);
                    return Arrays.equals(shuffled, order);
                })
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void hasTheBitsOfLocalSgdWhereRowsAreNotShuffled(int rows) {
        ArrayExamples data = rows(rows);
        Seed seed = unmoved(rows);
        for (Model model : new Model[] {softmax(), mlp(6), sequential(dense(6), tanh(), dense())}) {
            assertThat(end(gradientStep(), model, data, seed))
                    .as(model.toString())
                    .isEqualTo(end(localSgd(0.1).batch(32), model, data, seed));
        }
    }

    @Test
    void movesRunningStatisticsAsLocalSgdDoesInOneChunk() {
        ArrayExamples data = rows(5);
        Model normalized = sequential(dense(6), batchNorm(), relu(), dense());
        assertThat(end(gradientStep(), normalized, data, unmoved(5)))
                .isEqualTo(end(localSgd(0.1).batch(32), normalized, data, unmoved(5)));
    }

    /** 64 rows of ones are two chunks: the running mean goes a tenth of the way to 1 twice. */
    @Test
    void movesRunningStatisticsOnceAChunk() {
        float[] ones = new float[64 * 4];
        Arrays.fill(ones, 1);
        Model normalized = sequential(batchNorm(), dense());
        float[] end = end(gradientStep(), normalized, new ArrayExamples(ones, new float[64], 4), new Seed(3));
        var mean = normalized.layout(ArrayExamples.shape(4, 3)).slot("layer1.mean");
        for (int i = 0; i < 4; i++) {
            assertThat((double) end[mean.offset() + i]).isCloseTo(0.19, within(1e-6));
        }
    }

    @Test
    void theServersMomentumGoesWithIt() {
        var plan = federation().rounds(20).client(gradientStep());
        Run plain = plan.train(softmax(), HOSPITALS);
        Run quick = plan.server(serverSgd(1).momentum(0.9)).train(softmax(), HOSPITALS);
        assertThat(quick.loss()).isLessThan(plain.loss());
    }

    @Test
    void countsOnePassAndOneStepAPartyAndRound() {
        Run run = federation().rounds(2).client(gradientStep()).train(softmax(), HOSPITALS);
        run.rounds()
                .forEach(round -> round.parties().forEach(party -> {
                    assertThat(party.samplesSeen()).isEqualTo(party.party().examples());
                    assertThat(party.steps()).isEqualTo(1);
                    assertThat(party.lossBefore()).isPositive();
                }));
    }

    @Test
    void printsWhatWasSaidAndRefusesARateOfNothing() {
        assertThat(gradientStep()).hasToString("gradientStep()");
        assertThat(gradientStep().rate(0.5).batch(64).schedule(cosine()))
                .hasToString("gradientStep().rate(0.5).batch(64).schedule(cosine())");
        assertThatThrownBy(() -> gradientStep().rate(0))
                .isInstanceOf(PlanException.class)
                .hasMessage("gradientStep().rate(r) needs a number above 0, but 0 was given; take one such as 0.1");
        assertThatThrownBy(() -> distributed().client(gradientStep()).train(softmax(), HOSPITALS))
                .isInstanceOf(PlanException.class)
                .hasMessage("distributed() trains with localSgd(rate), but client(gradientStep()) was asked for; use"
                        + " federation() for it");
    }
}
