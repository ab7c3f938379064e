package dev.parley.plot;

import dev.parley.fault.PlanException;
import dev.parley.result.StepCost;
import dev.parley.run.SecureRound;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * The cost of a secure sum by step, as the tables of Bonawitz et al. (CCS 2017, section 7) have it: a party's and the
 * coordinator's time, or the bytes that a party gets and sends.
 */
public final class SecureCostPlot {
    private SecureCostPlot() {}

    /**
     * The chart.
     *
     * @param what {@code time} or {@code bytes}
     * @throws PlanException for another
     */
    public static CategoryChart of(SecureRound round, String what) {
        Theme theme = new Theme(List.of(round.title()));
        CategoryChart chart = new CategoryChart(Theme.WIDTH, Theme.HEIGHT, theme);
        chart.setTitle(Letters.writable(Titles.cut(round.title()), theme.getBaseFont()));
        chart.setXAxisTitle("step");
        switch (what) {
            case "time" -> {
                chart.setYAxisTitle("milliseconds");
                add(chart, round, 0, "a party", cost -> 1e3 * cost.seconds() / cost.parties());
                List<Double> own = round.coordinator().stream()
                        .map(seconds -> 1e3 * seconds)
                        .toList();
                add(chart, round, 1, "the coordinator", own);
            }
            case "bytes" -> {
                chart.setYAxisTitle("kilobytes of a party");
                add(chart, round, 0, "received", cost -> cost.bytesDown() / 1e3 / cost.parties());
                add(chart, round, 1, "sent", cost -> cost.bytesUp() / 1e3 / cost.parties());
            }
            default ->
                throw new PlanException("plot(run.secureRound(n), \"" + what
                        + "\"): costs are drawn in \"time\" or \"bytes\"; choose one of these");
        }
        chart.getStyler().setLegendVisible(true);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setAvailableSpaceFill(0.7);
        return chart;
    }

    private static void add(
            CategoryChart chart, SecureRound round, int series, String name, ToDoubleFunction<StepCost> of) {
        add(
                chart,
                round,
                series,
                name,
                round.steps().stream().map(of::applyAsDouble).toList());
    }

    private static void add(CategoryChart chart, SecureRound round, int series, String name, List<Double> values) {
        List<String> steps = round.steps().stream().map(StepCost::step).toList();
        CategorySeries bars = chart.addSeries(name, steps, values);
        bars.setFillColor(Theme.color(series));
    }
}
