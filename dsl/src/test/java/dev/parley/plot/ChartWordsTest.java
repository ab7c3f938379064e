package dev.parley.plot;

import static dev.parley.Parley.centralized;
import static dev.parley.Parley.compare;
import static dev.parley.Parley.dataset;
import static dev.parley.Parley.dirichlet;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.logistic;
import static dev.parley.Parley.plot;
import static dev.parley.Partitions.shards;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.data.Parties;
import dev.parley.run.Run;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.PieChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import tech.tablesaw.api.Table;

/** Words for a chart say what it shows. */
class ChartWordsTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(4, dirichlet(0.5));

    @Test
    void aCurveIsSaidByItsFirstAndLastRoundAndItsRange() {
        Run run = federation().rounds(6).train(logistic(), HOSPITALS);
        double[] accuracy = run.table().doubleColumn("accuracy").asDoubleArray();
        double least = run.table().doubleColumn("accuracy").min();
        double most = run.table().doubleColumn("accuracy").max();
        assertThat(ChartWords.of(plot(run)))
                .startsWith("A line: federation · logistic() · breast-cancer · 4 parties, dirichlet(0.5).")
                .contains("Upwards: test accuracy; across: round.")
                .endsWith("federation: from %s at 1 to %s at 6, within %s to %s."
                        .formatted(percent(accuracy[0]), percent(accuracy[5]), percent(least), percent(most)));
    }

    @Test
    void aComparisonNamesEachRun() {
        Run pooled = centralized().epochs(3).train(logistic(), HOSPITALS);
        Run fedAvg = federation().rounds(3).train(logistic(), HOSPITALS);
        String words = ChartWords.of(ComparisonPlot.of(compare(pooled, fedAvg), Against.BYTES));
        assertThat(words)
                .startsWith("2 series over numbers: breast-cancer.")
                .contains("centralized: from " + percent(pooled.accuracy()))
                .contains("federation: from ")
                .contains("across: sent, both ways")
                .containsPattern("to %s at [\\d.]+ kB".formatted(percent(fedAvg.accuracy())));
    }

    @Test
    void aBandIsSaidByWhatItLiesWithin() {
        Run run = federation().rounds(6).evaluateParties(2).train(logistic(), HOSPITALS);
        Table table = run.table();
        assertThat(ChartWords.of(plot(run)))
                .contains("each on its own rows: an area that lies within "
                        + percent(table.doubleColumn("accuracy p10").min()) + " to "
                        + percent(table.doubleColumn("accuracy p90").max()) + ".");
    }

    @Test
    void barsAreSaidByTheLeastAndTheGreatest() {
        CategoryChart chart = new CategoryChartBuilder().build();
        chart.setYAxisTitle("rows");
        chart.addSeries("ill", List.of("north", "south", "west"), List.of(3, 1, 2));
        chart.addSeries("well", List.of("north", "south", "west"), List.of(5, 5, 5));
        assertThat(ChartWords.of(chart))
                .isEqualTo("Bars of 3. Upwards: rows. ill: from 1 at south to 3 at north. well: 5 everywhere.");
    }

    @Test
    void aHeatMapIsSaidByItsGreatestCell() {
        Parties phones = dataset("mnist").split(80, shards(2));
        assertThat(ChartWords.of(plot(phones)))
                .startsWith("A heat map of 10 rows and 80 columns: mnist · 80 parties, shards(2).")
                .endsWith("rows: from 0 to 750, the greatest in column 7, row 7.");
    }

    @Test
    void aUsersOwnChartsAreSaidToo() {
        XYChart days = new XYChartBuilder().title("sales").build();
        days.addSeries("shop", List.of(new Date(0), new Date(86_400_000)), List.of(1.5, Double.NaN));
        assertThat(ChartWords.of(days)).isEqualTo("A line: sales. shop: 1.5.");
        PieChart pie = new PieChartBuilder().build();
        pie.addSeries("a", 1);
        pie.addSeries("b", 2);
        assertThat(ChartWords.of(pie)).isEqualTo("A chart of 2 series. a. b.");
    }

    @Test
    void ofVeryManySeriesSomeAreLeftOut() {
        XYChart chart = new XYChartBuilder().build();
        IntStream.range(0, 15).forEach(i -> chart.addSeries("s" + i, new double[] {1, 2}, new double[] {i, i}));
        assertThat(ChartWords.of(chart)).contains("s11: ").doesNotContain("s12").endsWith("And 3 more.");
    }

    @Test
    void aSingleRoundIsNoWay() {
        Run run = federation().rounds(1).train(logistic(), HOSPITALS);
        assertThat(ChartWords.of(plot(run))).endsWith("federation: " + percent(run.accuracy()) + " at 1.");
    }

    private static String percent(double share) {
        double percent = 100 * share;
        return (percent == Math.rint(percent) ? "%.0f %%" : "%.1f %%").formatted(percent);
    }
}
