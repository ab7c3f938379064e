package dev.parley.plot;

import dev.parley.fault.PlanException;
import dev.parley.run.PrivacyReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Epsilon against readers of the model, as it grows round by round. */
public final class EpsilonPlot {
    private EpsilonPlot() {}

    /**
     * A line for each protected unit, by Renyi divergences.
     *
     * @throws PlanException where no round was finished
     */
    public static XYChart of(PrivacyReport report) {
        if (report.byRound().isEmpty()) {
            throw new PlanException("plot(run.privacy()) draws epsilon by round, but '" + report.name()
                    + "' has no finished round; train it first");
        }
        String title =
                report.name() + " · epsilon against readers of the model" + (report.seeded() ? ", not private" : "");
        List<String> texts = new ArrayList<>(report.byRound().keySet());
        texts.add(title);
        Theme theme = new Theme(texts);
        XYChart chart = new XYChart(Theme.WIDTH, Theme.HEIGHT, theme);
        chart.setTitle(Letters.writable(Titles.cut(title), theme.getBaseFont()));
        chart.setXAxisTitle("round");
        chart.setYAxisTitle("epsilon by RDP at " + report.accounts().get(0).delta());
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setLegendVisible(report.byRound().size() > 1);
        int index = 0;
        for (Map.Entry<String, List<Double>> line : report.byRound().entrySet()) {
            String name = line.getKey();
            List<Double> values = line.getValue();
            List<Integer> rounds =
                    IntStream.rangeClosed(1, values.size()).boxed().toList();
            XYSeries series = chart.addSeries(name, rounds, values);
            series.setLabel(name + String.format(Locale.ROOT, "  %.2f", values.get(values.size() - 1)));
            series.setLineColor(Theme.color(index));
            series.setLineStyle(Theme.stroke(index));
            series.setMarker(SeriesMarkers.NONE);
            index++;
        }
        return chart;
    }
}
