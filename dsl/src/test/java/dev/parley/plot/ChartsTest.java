package dev.parley.plot;

import static dev.parley.Attacks.signFlip;
import static dev.parley.Parley.centralized;
import static dev.parley.Parley.compare;
import static dev.parley.Parley.data;
import static dev.parley.Parley.dataset;
import static dev.parley.Parley.dirichlet;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.linear;
import static dev.parley.Parley.local;
import static dev.parley.Parley.logistic;
import static dev.parley.Parley.plot;
import static dev.parley.Parley.softmax;
import static dev.parley.Partitions.shards;
import static dev.parley.Rules.median;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.parley.Compression;
import dev.parley.Parley;
import dev.parley.data.Parties;
import dev.parley.doctor.ClassCounts;
import dev.parley.fault.PlanException;
import dev.parley.result.RoundResult;
import dev.parley.run.Run;
import dev.parley.run.RunText;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Every chart shows the numbers it was given, and paints without a screen. */
class ChartsTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(4, dirichlet(0.5));

    @Test
    void aLearningCurveIsTheRunsAccuracyByRound() {
        Run run = federation().rounds(6).train(logistic(), HOSPITALS);
        XYChart chart = plot(run);
        XYSeries line = chart.getSeriesCollection().iterator().next();
        assertThat(line.getXData()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(line.getYData())
                .containsExactly(run.table().doubleColumn("accuracy").asDoubleArray());
        painted(chart);
    }

    @Test
    void roundsWithoutAnEvaluationAreLeftOut() {
        Run run = federation().rounds(7).evaluateEvery(3).train(logistic(), HOSPITALS);
        XYSeries line = plot(run).getSeriesCollection().iterator().next();
        assertThat(line.getXData()).containsExactly(3, 6, 7);
    }

    @Test
    void oneRoundIsAPicture() {
        painted(plot(federation().rounds(1).train(logistic(), HOSPITALS)));
    }

    @Test
    void runsUnderAttackAreMarkedAmongOthers() {
        var attacked = federation().rounds(2).attack(signFlip(5), "party-2");
        Run honest = federation().rounds(2).train(logistic(), HOSPITALS).as("honest");
        Run one = attacked.train(logistic(), HOSPITALS).as("one");
        Run two = attacked.aggregate(median()).train(logistic(), HOSPITALS).as("two");

        XYChart mixed = plot(compare(honest, one));
        assertThat(mixed.getTitle()).isEqualTo("breast-cancer");
        assertThat(mixed.getSeriesCollection().stream().map(XYSeries::getLabel))
                .anyMatch(label -> label.startsWith("one, attacked"))
                .noneMatch(label -> label.startsWith("honest, attacked"));
        assertThat(plot(compare(one, two)).getTitle()).endsWith(" · under attack by signFlip(5)");
        assertThat(plot(compare(one, two)).getSeriesCollection().stream().map(XYSeries::getLabel))
                .noneMatch(label -> label.contains("attacked"));
    }

    @Test
    void aCurveCanRunOverWhatWasPaid() {
        Run run = federation().rounds(3).train(logistic(), HOSPITALS);
        double bytes = run.rounds().stream()
                .mapToDouble(round -> round.bytesUp() + round.bytesDown())
                .sum();
        assertThat(last(LearningCurve.of(run, Against.BYTES))).isEqualTo(bytes);
        assertThat(last(LearningCurve.of(run, Against.PASSES))).isEqualTo(3);
        double seconds = run.rounds().stream().mapToDouble(RoundResult::seconds).sum();
        assertThat(last(LearningCurve.of(run, Against.SECONDS))).isCloseTo(seconds, offset(1e-9));
    }

    @Test
    void aBandShowsBetweenWhichScoresThePartiesLie() {
        Run run = federation().rounds(6).evaluateParties(2).train(logistic(), HOSPITALS);
        XYChart chart = plot(run);
        XYSeries band = chart.getSeriesCollection().iterator().next();
        double[] low = run.table().doubleColumn("accuracy p10").asDoubleArray();
        double[] high = run.table().doubleColumn("accuracy p90").asDoubleArray();
        assertThat(band.getXData()).containsExactly(2, 4, 6, 6, 4, 2);
        assertThat(band.getYData()).containsExactly(low[1], low[3], low[5], high[5], high[3], high[1]);
        assertThat(band.getLabel()).isEqualTo("10th to 90th percentile of the parties, each on its own rows");
        painted(chart);
    }

    @Test
    void aComparisonHasALineARunAndItsLastScoreInTheLegend() {
        Run pooled = centralized().epochs(5).train(logistic(), HOSPITALS);
        Run fedAvg = federation().rounds(5).train(logistic(), HOSPITALS);
        XYChart chart = plot(compare(pooled, fedAvg));
        assertThat(chart.getSeriesCollection())
                .extracting(XYSeries::getLabel)
                .containsExactly(
                        "centralized  %.1f %%".formatted(100 * pooled.accuracy()),
                        "federation  %.1f %%".formatted(100 * fedAvg.accuracy()));
        assertThat(chart.getSeriesCollection())
                .extracting(XYSeries::getLineColor)
                .doesNotHaveDuplicates();
        assertThat(chart.getSeriesCollection())
                .extracting(XYSeries::getLineStyle)
                .doesNotHaveDuplicates();
        assertThat(chart.getSeriesCollection()).extracting(XYSeries::getMarker).doesNotHaveDuplicates();
        painted(chart);
    }

    @Test
    void theStrokesOfTenRunsAreToldApartWithoutTheirColours() {
        assertThat(IntStream.range(0, 10).mapToObj(Theme::stroke)).doesNotHaveDuplicates();
        assertThat(IntStream.range(0, 35)
                        .mapToObj(
                                i -> List.of(Strokes.dashes(i), Theme.marker(i).getClass())))
                .doesNotHaveDuplicates();
    }

    @Test
    void aWordSaysOverWhatACurveRuns() {
        Run plain = federation().rounds(3).train(logistic(), HOSPITALS);
        Run few = federation().rounds(3).compress(Compression.topK(0.1)).train(logistic(), HOSPITALS);
        double up = few.rounds().stream().mapToDouble(RoundResult::bytesUp).sum();
        assertThat(last(plot(few, "bytes up"))).isEqualTo(up);
        assertThat(last(plot(few, "passes"))).isEqualTo(3);
        painted(plot(compare(plain, few), "bytes up"));
        assertThat(plot(compare(plain, few), "bytes up").getStyler().isXAxisLogarithmic())
                .isFalse();
        Run fewer = federation().rounds(3).compress(Compression.ternary(0.02)).train(Parley.mlp(300), HOSPITALS);
        Run all = federation().rounds(3).train(Parley.mlp(300), HOSPITALS);
        Run pooled = centralized().epochs(3).train(Parley.mlp(300), HOSPITALS);
        XYChart wide = plot(compare(all, fewer, pooled), "bytes up");
        assertThat(wide.getStyler().isXAxisLogarithmic()).isTrue();
        assertThat(wide.getSeriesCollection()).allMatch(line -> line.getXData()[0] > 0);
        painted(wide);
        assertThat(plot(compare(all, fewer), "rounds").getStyler().isXAxisLogarithmic())
                .isFalse();
        assertThat(compare(plain, few).table().longColumn("bytes up").get(1)).isEqualTo((long) up);
        assertThat(compare(plain, few).toString()).contains("bytes up", "bytes down", RunText.bytes((long) up));
        assertThatThrownBy(() -> plot(few, "bytes upp"))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "plot(.., \"bytes upp\") draws scores over what they cost: over rounds, passes, bytes, bytes up,"
                                + " seconds; did you mean \"bytes up\"?");
    }

    @Test
    void aRunThatSendsNothingIsALevelLineOverBytes() {
        Run pooled = centralized().epochs(5).train(logistic(), HOSPITALS);
        Run fedAvg = federation().rounds(5).train(logistic(), HOSPITALS);
        XYChart chart = ComparisonPlot.of(compare(pooled, fedAvg), Against.BYTES);
        XYSeries level = chart.getSeriesCollection().iterator().next();
        assertThat(level.getYData()).containsExactly(pooled.accuracy(), pooled.accuracy());
        assertThat(level.getXData()[1]).isEqualTo(last(LearningCurve.of(fedAvg, Against.BYTES)));
        painted(chart);
    }

    @Test
    void aRegressionsCurveIsR2() {
        Run run = federation().rounds(5).train(linear(), dataset("diabetes").split(3, iid()));
        XYSeries line = plot(run).getSeriesCollection().iterator().next();
        assertThat(line.getYData())
                .containsExactly(run.table().doubleColumn("r2").asDoubleArray());
        painted(plot(run));
    }

    @Test
    void barsAreTheRowsOfEachClass() {
        CategoryChart chart = (CategoryChart) plot(HOSPITALS);
        assertThat(chart.getSeriesCollection())
                .extracting(series -> series.getName())
                .containsExactly("benign", "malignant");
        Table table = HOSPITALS.table();
        chart.getSeriesCollection()
                .forEach(series -> assertThat(series.getYData())
                        .containsExactly(table.intColumn(series.getName()).asDoubleArray()));
        painted(chart);
    }

    @Test
    void manyPartiesAreAHeatMap() {
        Parties many = dataset("digits").split(61, dirichlet(0.5));
        HeatMapChart chart = (HeatMapChart) plot(many);
        assertThat(chart.getHeatMapSeries().getHeatData().stream()
                        .map(Number[].class::cast)
                        .mapToInt(cell -> cell[2].intValue())
                        .sum())
                .isEqualTo(many.train().size());
        painted(chart);
        painted(plot(dataset("digits").split(300, iid())));
    }

    @Test
    void aHeatMapsScaleEndsInWholeNumbers() {
        Parties phones = dataset("mnist").split(80, shards(2));
        assertThat(((HeatScale) plot(phones)).ends()).containsExactly("750", "0");
    }

    @Test
    void aNumericTargetIsCountedByFifths() {
        ClassCounts counts = ClassCounts.of(dataset("diabetes").split(3, iid()));
        assertThat(counts.groups()).hasSize(5);
        assertThat(IntStream.range(0, 3).map(counts::total).sum())
                .isEqualTo(dataset("diabetes").split(3, iid()).train().size());
        painted(plot(dataset("diabetes").split(3, iid())));
    }

    @Test
    void aConfusionMatrixCountsEveryTestRow() {
        Run run = federation().rounds(3).train(softmax(), dataset("digits").split(4, iid()));
        HeatMapChart chart = ConfusionPlot.of(run);
        assertThat(chart.getHeatMapSeries().getHeatData().stream()
                        .map(Number[].class::cast)
                        .mapToInt(cell -> cell[2].intValue())
                        .sum())
                .isEqualTo(run.parties().test().size());
        painted(chart);
    }

    @Test
    void eachPartysOwnModelHasABar() {
        Run alone = local().epochs(3).train(logistic(), HOSPITALS);
        CategoryChart chart = PartyAccuracyPlot.of(alone);
        double[] bars = chart.getSeriesCollection().iterator().next().getYData();
        assertThat(bars)
                .containsExactly(HOSPITALS.names().stream()
                        .mapToDouble(name -> alone.party(name).accuracy())
                        .toArray());
        painted(chart);
    }

    @Test
    void barsOfOneSharedModelAreRefused() {
        Run run = federation().rounds(1).train(logistic(), HOSPITALS);
        assertThatThrownBy(() -> PartyAccuracyPlot.of(run))
                .isInstanceOf(PlanException.class)
                .hasMessage("a bar for each party's own model needs a run of local(), but 'federation' is of"
                        + " federation(), where all share one model; use plot(run)");
    }

    @Test
    void namesInAnyScriptArePaintedAndStayApart() {
        String[] classes =
                IntStream.range(0, 40).mapToObj(i -> i % 2 == 0 ? "良性" : "恶性").toArray(String[]::new);
        double[] values =
                IntStream.range(0, 40).mapToDouble(i -> i % 2 + i * 0.01).toArray();
        Table table = Table.create(DoubleColumn.create("大小", values), StringColumn.create("诊断", classes));
        CategoryChart chart =
                (CategoryChart) plot(data(table.setName("病人")).target("诊断").split(2, iid()));
        assertThat(chart.getSeriesCollection())
                .extracting(series -> series.getLabel())
                .doesNotHaveDuplicates();
        chart.getSeriesCollection()
                .forEach(series -> assertThat(chart.getStyler().getLegendFont().canDisplayUpTo(series.getLabel()))
                        .isEqualTo(-1));
        painted(chart);
    }

    @Test
    void lettersThatNoFontHasAreWrittenAsCodePoints() {
        assertThat(Letters.writable("a\uD83F\uDFFD\uE123", new Theme(List.of("a")).getBaseFont()))
                .isEqualTo("a U+1FFFD U+E123");
    }

    private static double last(XYChart chart) {
        double[] x = chart.getSeriesCollection().iterator().next().getXData();
        return x[x.length - 1];
    }

    private static void painted(Chart<?, ?> chart) {
        BufferedImage image = new BufferedImage(chart.getWidth(), chart.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        chart.paint(pen, chart.getWidth(), chart.getHeight());
        pen.dispose();
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        assertThat(Arrays.stream(pixels)
                        .filter(pixel -> pixel != Color.WHITE.getRGB())
                        .count())
                .isGreaterThan(1000);
        assertThat(Arrays.stream(pixels).distinct().count()).isGreaterThan(10);
    }
}
