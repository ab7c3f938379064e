package dev.parley.run;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Scaling.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.example.TargetScale;
import dev.parley.fault.DataException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Numbers to be predicted are learned at a size that suits models, and told in their own unit. */
class TargetScaleTest {
    /** Prices around 200,000, a curve of one feature with noise. */
    private static Table houses(double unit) {
        Random random = new Random(1);
        DoubleColumn x = DoubleColumn.create("x");
        DoubleColumn price = DoubleColumn.create("price");
        for (int i = 0; i < 1500; i++) {
            double v = random.nextGaussian();
            x.append(v);
            price.append(unit * (200_000 + 80_000 * Math.sin(2 * v) + 20_000 * random.nextGaussian()));
        }
        return Table.create("houses", x, price);
    }

    private static Dataset prices(double unit) {
        return data(houses(unit)).target("price");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theDefaultNetworkLearnsDiabetes(long seed) {
        Parties parties = dataset("diabetes").split(4, iid(), seed);

        double network =
                federation().rounds(20).seed(seed).train(mlp(32), parties).r2();
        double line =
                federation().rounds(20).seed(seed).train(linear(), parties).r2();

        assertThat(network).isGreaterThan(line - 0.15);
        assertThat(line).isGreaterThan(0.3);
    }

    @Test
    void unitsDoNotMatter() {
        Run euro = federation().rounds(30).train(mlp(32), prices(1).split(3, iid()));
        Run cents = federation().rounds(30).train(mlp(32), prices(100).split(3, iid()));

        assertThat(euro.r2()).isGreaterThan(0.8);
        assertThat(cents.r2()).isCloseTo(euro.r2(), within(1e-3));
        assertThat(cents.rmse()).isCloseTo(100 * euro.rmse(), within(0.1 * euro.rmse()));
        assertThat(cents.loss()).isCloseTo(1e4 * euro.loss(), within(10 * euro.loss()));
    }

    @Test
    void metricsAndPredictionsAreInTheTargetsUnit(@TempDir Path folder) {
        Dataset houses = prices(1);
        Run run = federation().rounds(30).evaluateParties(30).train(mlp(32), houses.split(3, iid()));
        DoubleColumn predicted = run.model().predict(houses.test()).doubleColumn("prediction");
        DoubleColumn truth = houses.test().table().doubleColumn("price");
        double squares = 0;
        for (int i = 0; i < truth.size(); i++) {
            squares += Math.pow(predicted.getDouble(i) - truth.getDouble(i), 2);
        }

        assertThat(run.rmse()).isCloseTo(Math.sqrt(squares / truth.size()), within(1.0));
        assertThat(run.loss()).isCloseTo(run.rmse() * run.rmse() / 2, within(1e-3 * run.loss()));
        assertThat(run.model().evaluate(houses.test()).rmse()).isCloseTo(run.rmse(), within(1e-6 * run.rmse()));
        assertThat(run.partyScores().doubleColumn("rmse").max()).isBetween(10_000.0, 60_000.0);
        assertThat(run.partyTable().doubleColumn("loss after").get(0)).isGreaterThan(1e6);
        String model = folder.resolve("model.json").toString();
        run.model().save(model);
        assertThat(loadModel(model)
                        .predict(houses.test())
                        .doubleColumn("prediction")
                        .asDoubleArray())
                .isEqualTo(predicted.asDoubleArray());
        String path = folder.resolve("run").toString();
        save(run, path);
        assertThat(load(path).rmse()).isEqualTo(run.rmse());
    }

    @Test
    void theScaleIsThatOfTheTrainingRows() {
        Parties parties = prices(1).split(4, dirichlet(0.5));
        double[] train = prices(1).train().table().doubleColumn("price").asDoubleArray();
        double mean = java.util.Arrays.stream(train).average().orElseThrow();
        double sd = Math.sqrt(java.util.Arrays.stream(train)
                .map(y -> (y - mean) * (y - mean))
                .average()
                .orElseThrow());

        assertThat(parties.shape().scale().shift()).isCloseTo(mean, within(1e-9 * mean));
        assertThat(parties.shape().scale().unit()).isCloseTo(sd, within(1e-9 * sd));
        assertThat(parties.party(0).examples().target(0)).isBetween(-6f, 6f);
    }

    @Test
    void noScalingAndAKnownRangeAreTheWaysOut() {
        assertThat(prices(1).targetScale(none()).split(2, iid()).shape().scale())
                .isEqualTo(TargetScale.NONE);
        assertThat(prices(1).features(none()).split(2, iid()).shape().scale()).isEqualTo(TargetScale.NONE);
        assertThat(prices(1)
                        .targetScale(range(0, 500_000))
                        .split(2, iid())
                        .shape()
                        .scale())
                .isEqualTo(new TargetScale(0, 500_000));
        Run run = federation()
                .rounds(30)
                .train(mlp(32), prices(1).targetScale(range(0, 500_000)).split(3, iid()));
        assertThat(run.rmse()).isBetween(15_000.0, 80_000.0);
    }

    @Test
    void staysTheSameInFilesAndOverBytes(@TempDir Path folder) {
        Parties parties = prices(1).split(3, iid());
        Run run = federation()
                .rounds(3)
                .train(linear(), dataset("diabetes").targetScale(none()).split(3, iid()));
        Run scaled = federation().rounds(3).train(linear(), dataset("diabetes").split(3, iid()));
        for (Run each : new Run[] {run, scaled}) {
            String path = folder.resolve("run").toString();
            save(each, path);
            assertThat(replay(path).fingerprint()).isEqualTo(each.fingerprint());
        }
        assertThat(scaled.fingerprint()).isNotEqualTo(run.fingerprint());
        assertThat(federation().rounds(2).on(loopback()).train(mlp(8), parties).rmse())
                .isEqualTo(federation().rounds(2).train(mlp(8), parties).rmse());
    }

    @Test
    void aConstantTargetIsRefused() {
        Table table = houses(1);
        table.replaceColumn(
                "price",
                DoubleColumn.create(
                        "price",
                        java.util.stream.DoubleStream.generate(() -> 3.5)
                                .limit(1500)
                                .toArray()));

        assertThatThrownBy(() -> data(table).target("price").split(2, iid()))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "data(table).target(\"price\"): it is 3.5 in all training rows, so there is nothing to learn;"
                                + " choose another target");
    }
}
