package dev.parley;

import static dev.parley.Engines.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.example.Examples;
import dev.parley.example.Shape;
import dev.parley.fault.PlanException;
import dev.parley.layer.Layer;
import dev.parley.layer.internal.onednn.OneDnn;
import dev.parley.model.Learner;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.run.Run;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of layers in whole sentences: what they print, refuse, and come to. */
class LayersTest {
    @TempDir
    static Path folder;

    private static Dataset bars;

    @BeforeAll
    static void draw() {
        bars = Pictures.bars(folder, 150, 12);
    }

    private static final Layer[] EVERY = {
        conv(4, 3),
        batchNorm(),
        relu(),
        maxPool(2),
        conv(6, 3).valid().stride(2),
        tanh(),
        avgPool(2),
        dropout(0.3),
        flatten(),
        dense(12).initial(xavierUniform()),
        sigmoid(),
        dense()
    };

    @Test
    void printsItselfAsItIsWritten() {
        assertThat(sequential(EVERY))
                .hasToString("sequential(conv(4, 3), batchNorm(), relu(), maxPool(2), conv(6, 3).valid().stride(2), "
                        + "tanh(), avgPool(2), dropout(0.3), flatten(), dense(12).initial(xavierUniform()), sigmoid(), "
                        + "dense())");
        assertThat(cnn()).hasToString("cnn()");
        assertThat(sequential(embedding(50, 8), maxPool(3).stride(2)))
                .hasToString("sequential(embedding(50, 8), maxPool(3).stride(2))");
    }

    @Test
    void theCnnOfThePaperHasAsManyParametersAsThePaperSays() {
        Shape mnist = dataset("mnist").split(1, iid()).shape();
        assertThat(cnn().layout(mnist).length()).isEqualTo(1_663_370);
        assertThat(mlp(200, 200).layout(mnist).length()).isEqualTo(199_210);
    }

    @Test
    void refusesWhatDoesNotFitBeforeAnyWork() {
        Parties irises = dataset("iris").split(2, iid());
        refuses(
                sequential(dense(8), relu(), dense(10)),
                irises,
                "sequential(.., dense(10)) ends with 10 outputs, but 'species' has 3 classes; end it with dense(3), "
                        + "or with dense() for as many as it takes");
        refuses(
                sequential(conv(32, 5), relu(), flatten(), dense()),
                irises,
                "conv(32, 5) needs images, but is given rows of 4 numbers; put it before flatten() and dense(..), "
                        + "and train on images, or take dense(..)");
        refuses(
                sequential(maxPool(4), conv(3, 5).valid(), dense()),
                bars.split(2, iid()),
                "conv(3, 5).valid() needs at least 5 x 5 pixels, but is given 3 x 3; make it smaller, or pool less "
                        + "before it");
        refuses(
                cnn(),
                irises,
                "cnn() needs images of at least 4 x 4 pixels, but a row of the data is 4 numbers; use mlp(200, 200)");
        assertThatThrownBy(() -> sequential())
                .isInstanceOf(PlanException.class)
                .hasMessage("sequential(..) needs at least one layer, but none was given; for instance "
                        + "sequential(dense(200), relu(), dense())");
    }

    private static void refuses(Model model, Parties parties, String message) {
        assertThatThrownBy(() -> federation().train(model, parties))
                .isInstanceOf(PlanException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void anyNumberOfThreadsGivesTheSameBits(int threads) {
        Parties parties = bars.split(4, iid());
        Federation plan = federation().rounds(2).seed(3);
        for (Model model : new Model[] {sequential(EVERY), cnn()}) {
            String one = plan.on(threads(1)).train(model, parties).fingerprint();
            assertThat(plan.on(threads(threads)).train(model, parties).fingerprint())
                    .isEqualTo(one);
        }
    }

    @Test
    void onePartyEqualsCentralized() {
        for (Model model : new Model[] {sequential(EVERY), cnn()}) {
            Run federated = federation().parties(1).rounds(2).train(model, bars);
            Run pooled = centralized().epochs(2).train(model, bars);
            assertThat(federated.fingerprint()).isEqualTo(pooled.fingerprint());
        }
    }

    @Test
    void aKeptRunOpensAndTrainsAgainToTheSameBits() throws IOException {
        Run run = federation().rounds(1).train(sequential(EVERY), bars.split(2, iid()));
        String path = folder.resolve("run.json").toString();
        save(run, path);
        assertThat(Files.readString(Path.of(path))).contains("\"convolution\":\"" + OneDnn.kernel() + "\"");
        assertThat(load(path).fingerprint()).isEqualTo(run.fingerprint());
        assertThat(replay(path).fingerprint()).isEqualTo(run.fingerprint());
        run.model().save(folder.resolve("model.json").toString());
        assertThat(loadModel(folder.resolve("model.json").toString())
                        .evaluate(bars.test())
                        .evaluation())
                .isEqualTo(run.model().evaluate(bars.test()).evaluation());
    }

    @Test
    void theCnnLearns() {
        Run run = federation()
                .parties(3)
                .rounds(5)
                .client(localSgd(0.05).batch(10))
                .train(cnn(), bars);
        assertThat(run.accuracy()).isGreaterThan(0.9);
    }

    /** A step of a network allocates a few small objects of Java's at most, and no array. */
    @Test
    void aStepAllocatesNothingToSpeakOf() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Parties parties = bars.split(1, iid());
        Shape shape = parties.shape();
        Examples rows = parties.train();
        int[] batch = parties.all().get(0).rows();
        for (Model model : new Model[] {mlp(20), sequential(EVERY)}) {
            try (Learner learner = model.open(shape, 10);
                    ParamVector params = model.initial(shape, new Seed(1))) {
                for (int step = 0; step < 20; step++) {
                    learner.addGradient(rows, batch, 5 * step, 10, -0.1, params, params);
                    learner.updateStatistics(params);
                }
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int step = 0; step < 20; step++) {
                    learner.addGradient(rows, batch, 5 * step, 10, -0.1, params, params);
                    learner.updateStatistics(params);
                }
                assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20 * 2000);
            }
        }
    }
}
