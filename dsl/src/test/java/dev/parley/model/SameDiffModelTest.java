package dev.parley.model;

import static dev.parley.Clients.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Cases;
import dev.parley.Golden;
import dev.parley.Local;
import dev.parley.Trainer;
import dev.parley.data.Parties;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Shape;
import dev.parley.fault.PlanException;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.run.Run;
import dev.parley.run.TrainedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** A user's own graph: its gradients against finite differences, its runs against those of the models it rebuilds. */
class SameDiffModelTest {
    @TempDir
    static Path folder;

    private static final Parties FLOWERS = dataset("iris").split(3, iid());

    /** z = a W' + b with W out x in, as the built-in models have it, and named so that their order is theirs. */
    private static SDVariable dense(SameDiff sd, SDVariable a, int layer, int in, int out) {
        SDVariable weight = sd.var(layer + " a weight", Nd4j.zeros(DataType.FLOAT, out, in));
        SDVariable bias = sd.var(layer + " b bias", Nd4j.zeros(DataType.FLOAT, out));
        return sd.mmul(a, weight, false, true, false).add(bias);
    }

    private static SameDiffModel network(int... sizes) {
        return sameDiff("network", (sd, x) -> {
            SDVariable a = x;
            for (int l = 1; l < sizes.length; l++) {
                SDVariable z = dense(sd, a, l, sizes[l - 1], sizes[l]);
                a = l == sizes.length - 1 ? z : sd.nn().relu(z, 0);
            }
            return a;
        });
    }

    @Test
    void trainsAPartyWhoseLastBatchHasOneRow() {
        Parties uneven = dataset("iris").split(3, dirichlet(0.5), 8);
        assertThat(uneven.rows(1) % 32).isEqualTo(1);
        SameDiffModel linear = sameDiff((sd, x) ->
                sd.nn().linear(x, sd.var("w", Nd4j.zeros(DataType.FLOAT, 4, 3)), sd.var("b", DataType.FLOAT, 3)));

        assertThat(federation().rounds(3).train(linear, uneven).accuracy()).isGreaterThan(0.6);
    }

    @TestFactory
    Stream<DynamicTest> lossAndGradientAreThoseOfPlainLoopsAndFiniteDifferences() {
        return Cases.of(12, random -> {
            int classes = List.of(0, 2, 4).get(random.nextInt(3));
            int width = 1 + random.nextInt(6);
            int k = Math.max(1, classes);
            int hidden = 1 + random.nextInt(5);
            int[] sizes = random.nextBoolean() ? new int[] {width, k} : new int[] {width, hidden, k};
            Shape shape = ArrayExamples.shape(width, classes);
            int size = random.nextInt(3) == 0 ? 2 : 3 + random.nextInt(20);
            float[] y = Cases.floats(random, size, 2);
            for (int i = 0; i < size && classes > 0; i++) {
                y[i] = random.nextInt(classes);
            }
            ArrayExamples data = new ArrayExamples(Cases.floats(random, size * width, 2), y, width);
            int[] rows = IntStream.range(0, size).map(i -> size - 1 - i).toArray();
            SameDiffModel model = network(sizes);
            PlainNetwork plain = new PlainNetwork(
                    IntStream.of(sizes).boxed().toList(), classes == 0 ? Loss.HALF_SQUARED : Loss.SOFTMAX);
            try (Learner learner = model.open(shape, size);
                    ParamVector params = ParamVector.of(
                            model.layout(shape),
                            Cases.floats(random, model.layout(shape).length(), 1));
                    ParamVector gradient = ParamVector.zeros(params.layout())) {
                double[] point = IntStream.range(0, params.length())
                        .mapToDouble(params::at)
                        .toArray();
                double[] expected = plain.gradient(point, data, rows, 1, size - 1);
                double loss = plain.loss(point, data, rows, 1, size - 1);
                double told = learner.addGradient(data, rows, 1, size - 1, 1, params, gradient);
                assertThat(Golden.distance(gradient.toArray(), expected)).isLessThan(1e-5);
                assertThat(told).isEqualTo(loss, within(1e-5 * Math.max(1, loss)));
                assertThat(learner.predict(data, rows, 1, size - 1, params, new float[size * k]))
                        .isEqualTo(loss, within(1e-5 * Math.max(1, loss)));
                learner.addGradient(data, rows, 1, size - 1, -1, params, gradient);
                assertThat(gradient.toArray()).as("added to what is there").containsOnly(0f);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aGraphOfSoftmaxEndsWhereSoftmaxDoesInEverySentence() {
        Stream<Trainer<?>> sentences = Stream.of(
                federation().rounds(4).client(localSgd(0.1).momentum(0.5)),
                local().epochs(3),
                centralized().epochs(3).client(localAdam(0.01)),
                distributed().workers(2).epochs(3));
        return sentences.map(sentence -> DynamicTest.dynamicTest(sentence.toString(), () -> {
            Run expected = sentence.train(softmax(), FLOWERS);
            Run run = sentence.train(network(4, 3), FLOWERS);
            List<Run> runs = sentence instanceof Local
                    ? run.parties().all().stream().map(p -> run.party(p.name())).toList()
                    : List.of(run);
            for (Run each : runs) {
                Run other = sentence instanceof Local ? expected.party(each.name()) : expected;
                float[] one = each.weights().toFloatVector();
                float[] two = other.weights().toFloatVector();
                for (int i = 0; i < one.length; i++) {
                    assertThat((double) one[i]).isCloseTo(two[i], within(1e-5));
                }
            }
            assertThat(run.loss()).isCloseTo(expected.loss(), within(1e-5));
            assertThat(run.accuracy()).isEqualTo(expected.accuracy());
        }));
    }

    @Test
    void arraysDrawnByTheGraphFollowThePlansSeed() {
        SameDiffModel drawn = sameDiff((sd, x) ->
                sd.nn().linear(x, sd.var("w", Nd4j.randn(DataType.FLOAT, 4, 3)), sd.var("b", DataType.FLOAT, 3)));
        Shape shape = FLOWERS.shape();
        ParamVector first = drawn.initial(shape, new Seed(1));
        assertThat(first.layout().slots()).extracting("name").containsExactly("b", "w");
        assertThat(drawn.initial(shape, new Seed(1)).fingerprint()).isEqualTo(first.fingerprint());
        assertThat(drawn.initial(shape, new Seed(2)).fingerprint()).isNotEqualTo(first.fingerprint());
    }

    @Test
    void aLossOfOnesOwnIsWhatIsLearned() {
        ArrayExamples data = new ArrayExamples(new float[] {1, 1, 1}, new float[] {0, 1, 50}, 1);
        SameDiffModel median = network(1, 1)
                .loss((sd, scores, y) -> sd.math().abs(scores.sub(y)).mean());
        Shape shape = ArrayExamples.shape(1, 0);
        assertThat(median.objection(shape)).isEmpty();
        try (Learner learner = median.open(shape, 3);
                ParamVector params = median.initial(shape, new Seed(1))) {
            for (int step = 1; step <= 400; step++) {
                learner.addGradient(data, new int[] {0, 1, 2}, 0, 3, -1.0 / step, params, params);
            }
            float[] outputs = new float[3];
            double loss = learner.predict(data, new int[] {0, 1, 2}, 0, 3, params, outputs);
            assertThat((double) outputs[0]).as("the median, not the mean").isCloseTo(1, within(0.05));
            assertThat(loss).isCloseTo(50 / 3.0, within(0.05));
        }
    }

    private static void refuses(SameDiffModel model, String message) {
        assertThatThrownBy(() -> federation().train(model, FLOWERS))
                .isInstanceOf(PlanException.class)
                .hasMessage(message);
    }

    @Test
    void refusesGraphsThatDoNotFitBeforeAnyWork() {
        refuses(
                network(4, 2),
                "sameDiff(\"network\") gives [2, 2] scores for 2 rows, but 'species' needs [2, 3], one for each of its 3"
                        + " classes");
        refuses(
                sameDiff("still", (sd, x) -> x.mmul(sd.constant(Nd4j.ones(DataType.FLOAT, 4, 3)))),
                "sameDiff(\"still\") has nothing to learn: its graph has no variables; make some with sd.var(..)");
        refuses(
                sameDiff(
                        "long",
                        (sd, x) -> x.castTo(DataType.DOUBLE).mmul(sd.var("w", Nd4j.ones(DataType.DOUBLE, 4, 3)))),
                "sameDiff(\"long\") has the variable 'w' of type DOUBLE, but parameters are of type FLOAT; make it so");
        refuses(
                network(4, 3).loss((sd, scores, y) -> sd.math().abs(scores.sub(y))),
                "sameDiff(\"network\") has a loss of [2, 3] numbers, but needs one, the mean over rows; end it with .mean()");
        refuses(
                sameDiff("broken", (sd, x) -> {
                    throw new IllegalStateException("no such thing");
                }),
                "sameDiff(\"broken\") cannot be built for rows of 4 numbers; its code gets (sd, x) with x of n x 4 and"
                        + " returns scores of n x 3 (thrown was java.lang.IllegalStateException: no such thing)");
        refuses(
                sameDiff(
                        "wide",
                        (sd, x) -> sd.nn().linear(x, sd.var("w", Nd4j.zeros(5, 3)), sd.var("b", Nd4j.zeros(3)))),
                "sameDiff(\"wide\") cannot be computed for 2 rows of 4 numbers; see that the shapes fit from x, 2 x 4,"
                        + " to the scores, 2 x 3: its variables are b 3, w 5 x 3 (thrown was java.lang.RuntimeException:"
                        + " Op with name xw_plus_b and op type [xw_plus_b] execution failed with message"
                        + " MmulHelper::mmulMxM: B array has wrong number of rows !)");
        refuses(
                sameDiff("other", (sd, x) -> SameDiff.create().var("w", Nd4j.zeros(2, 3))),
                "sameDiff(\"other\") returns a variable of another graph; make it with the sd and the x it gets");
        refuses(
                sameDiff("whole", (sd, x) -> sd.argmax(x.mmul(sd.var("w", Nd4j.zeros(4, 3))), 1)),
                "sameDiff(\"whole\") gives scores of type LONG, but needs FLOAT, since whole numbers have no slope to go"
                        + " down; return the numbers they come of");
        refuses(
                sameDiff(
                        "open",
                        (sd, x) ->
                                x.mmul(sd.var("w", Nd4j.zeros(4, 3))).add(sd.placeHolder("z", DataType.FLOAT, 1, 3))),
                "sameDiff(\"open\") has the placeholder 'z', but only x and y are filled; make it a variable or a"
                        + " constant");
    }

    @Test
    @SuppressWarnings("NullAway") // what a user's lambda may return all the same
    void refusesAGraphWithoutScoresOrWithoutALossToGoDown() {
        refuses(
                sameDiff("nothing", (sd, x) -> null),
                "sameDiff(\"nothing\") returns null, but needs scores of n x 3; return what it makes of x");
        refuses(
                network(4, 3).loss((sd, scores, y) -> null),
                "sameDiff(\"network\") has no loss: loss(..) returns null; return what it makes of the sd, the scores and"
                        + " the y it gets");
        refuses(
                network(4, 3).loss((sd, scores, y) -> y.mean()),
                "sameDiff(\"network\") cannot be trained: SameDiff finds no way from its loss back to its variables; make"
                        + " the loss of the scores, the scores of the variables, by operations that have a derivative"
                        + " (thrown was java.lang.IllegalStateException: Cannot differentiate graph relative to the"
                        + " specified loss function variables [reduce_mean]: graph does not contain any trainable"
                        + " SDVariables (floating point VARIABLE type SDVariables) that the loss function depend on.)");
    }

    @Test
    void aFileKeepsTheNameAndAsksForTheCode() {
        Run run = federation().rounds(2).train(network(4, 3), FLOWERS);
        String path = folder.resolve("run.json").toString();
        save(run, path);
        assertThat(load(path).fingerprint()).isEqualTo(run.fingerprint());
        assertThat(load(path).toString()).isEqualTo(run.toString());
        assertThat(replay(path, network(4, 3)).fingerprint()).isEqualTo(run.fingerprint());
        assertThatThrownBy(() -> replay(path))
                .hasMessage("the model sameDiff(\"network\") is code, and a file holds only its name; give it again:"
                        + " replay(path, sameDiff(\"network\", (sd, x) -> ..))");
        assertThatThrownBy(() -> replay(path, sameDiff("other", network(4, 3).graph())))
                .hasMessage(
                        "replay(path, sameDiff(\"other\")) gives another model than sameDiff(\"network\"), which was"
                                + " trained; give that one, by its name");
        String softmax = folder.resolve("softmax.json").toString();
        save(federation().rounds(1).train(softmax(), FLOWERS), softmax);
        assertThatThrownBy(() -> replay(softmax, network(4, 3)))
                .hasMessage(
                        "replay(path, sameDiff(\"network\")) gives a model, but the file holds softmax(), which is no"
                                + " code; leave the model out");
        String model = folder.resolve("model.json").toString();
        run.model().save(model);
        assertThat(TrainedModel.load(model, network(4, 3))
                        .evaluate(dataset("iris").test())
                        .evaluation())
                .isEqualTo(run.model().evaluate(dataset("iris").test()).evaluation());
        assertThatThrownBy(
                        () -> loadModel(model).evaluate(dataset("iris").test()).evaluation())
                .hasMessageStartingWith(
                        "the model sameDiff(\"network\") is code, and a file holds only its name; give it"
                                + " again: TrainedModel.load(path, sameDiff(\"network\", (sd, x) -> ..))");
    }

    @Test
    void whatIsPrintedIsNotSameDiffsOwn() {
        java.io.PrintStream before = System.out;
        var bytes = new java.io.ByteArrayOutputStream();
        System.setOut(new java.io.PrintStream(bytes, true, java.nio.charset.StandardCharsets.UTF_8));
        try {
            centralized().epochs(1).train(network(4, 3), FLOWERS);
        } finally {
            System.setOut(before);
        }
        assertThat(bytes.toString(java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("differentiated");
    }
}
