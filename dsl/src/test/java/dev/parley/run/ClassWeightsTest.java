package dev.parley.run;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Metrics.balanced;
import static dev.parley.Parley.*;
import static dev.parley.Partitions.*;
import static dev.parley.Scaling.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.data.Dataset;
import dev.parley.fault.PlanException;
import dev.parley.model.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Classes that count as much as any other, in the loss of every model. */
class ClassWeightsTest {
    private static final int COMMON = 120;

    @TempDir
    Path folder;

    /** A common class and a rare one of a third as many rows, each rare row as often as is said. */
    private static Dataset rows(int times) {
        Random random = new Random(3);
        DoubleColumn a = DoubleColumn.create("a");
        DoubleColumn b = DoubleColumn.create("b");
        StringColumn y = StringColumn.create("y");
        for (int i = 0; i < COMMON + COMMON / 3; i++) {
            boolean rare = i >= COMMON;
            double first = random.nextGaussian() + (rare ? 1 : 0);
            double second = random.nextGaussian() - (rare ? 1 : 0);
            for (int t = 0; t < (rare ? times : 1); t++) {
                a.append(first);
                b.append(second);
                y.append(rare ? "rare" : "common");
            }
        }
        Table table = Table.create("made", a, b, y);
        // all rows are for training; what is tested on does not matter
        return data(table).target("y").features(none()).testRows(data(table));
    }

    static List<Model> models() {
        return List.of(
                logistic(),
                softmax(),
                mlp(5),
                sameDiff("line", (sd, x) -> sd.nn().linear(x, sd.var("w", 2, 2), sd.var("b", 2))));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aWeightedRowCountsAsOftenAsItWouldBeThere(Model model) {
        var plan = centralized().epochs(5).client(localSgd(0.5).batch(1000));
        Run weighted = plan.classWeights(balanced()).train(model, rows(1));
        Run repeated = plan.train(model, rows(3));
        Run plain = plan.train(model, rows(1));

        float[] expected = repeated.weights().toFloatVector();
        float[] actual = weighted.weights().toFloatVector();
        float[] without = plain.weights().toFloatVector();
        double most = 0;
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(2e-5f));
            most = Math.max(most, Math.abs(without[i] - expected[i]));
        }
        assertThat(most).as("weights matter").isGreaterThan(0.01);
    }

    @Test
    void partiesTellTheirCountsAndTheLedgerHasThem() {
        Dataset data = rows(1);
        var plan = federation().rounds(3);
        Run weighted = plan.classWeights(balanced()).train(logistic(), data.split(4, iid()));
        Run plain = plan.train(logistic(), data.split(4, iid()));

        long more = told(weighted) - told(plain);
        assertThat(more).isEqualTo(4 * 2 * Long.BYTES);
        assertThat(weighted.ledger().stringColumn("what").get(0)).contains("class counts");
        assertThat(plain.ledger().stringColumn("what").get(0)).doesNotContain("class counts");
        assertThat(plan.classWeights(balanced())
                        .on(loopback())
                        .train(logistic(), data.split(4, iid()))
                        .fingerprint())
                .isEqualTo(weighted.fingerprint())
                .isNotEqualTo(plain.fingerprint());
        assertThat(weighted.metric("recall")).isGreaterThan(plain.metric("recall"));
    }

    /** The bytes of round 0. */
    private static long told(Run run) {
        Table ledger = run.ledger();
        return (long) ledger.where(ledger.intColumn("round").isEqualTo(0))
                .longColumn("bytes")
                .sum();
    }

    @Test
    void onePartyIsCentralizedAndAFileKeepsIt() {
        Dataset data = dataset("breast-cancer");
        Run one = federation().rounds(3).classWeights(balanced()).train(logistic(), data.split(1, iid()));
        assertThat(centralized()
                        .epochs(3)
                        .classWeights(balanced())
                        .train(logistic(), data.split(1, iid()))
                        .fingerprint())
                .isEqualTo(one.fingerprint());
        Run mnist = federation()
                .rounds(1)
                .cohort(2)
                .classWeights(balanced())
                .train(softmax(), dataset("digits").split(20, shards(2)));
        String file = folder.resolve("run.json").toString();
        save(mnist, file);
        assertThat(replay(file).fingerprint()).isEqualTo(mnist.fingerprint());
        Run stopped = federation()
                .rounds(4)
                .classWeights(balanced())
                .onRound(r -> {
                    if (r.round() == 2) {
                        r.stop();
                    }
                })
                .train(logistic(), data.split(3, iid()));
        save(stopped, file);
        assertThat(load(file).resume().fingerprint())
                .isEqualTo(federation()
                        .rounds(4)
                        .classWeights(balanced())
                        .train(logistic(), data.split(3, iid()))
                        .fingerprint());
    }

    @Test
    void numbersAndLossesOfOnesOwnAreRefused() {
        assertThatThrownBy(() -> federation()
                        .classWeights(balanced())
                        .train(linear(), dataset("diabetes").split(3, iid())))
                .hasMessage("classWeights(..) weighs classes, but 'progression' is a number; leave it out");
        Model own = sameDiff("own", (sd, x) -> sd.nn().linear(x, sd.var("w", 2, 2), sd.var("b", 2)))
                .loss((sd, scores, y) -> sd.math().square(scores.sub(y)).mean());
        assertThatThrownBy(() -> centralized().classWeights(balanced()).train(own, rows(1)))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("classWeights(..) weighs the usual loss, but 'own' has a loss of its own");
    }
}
