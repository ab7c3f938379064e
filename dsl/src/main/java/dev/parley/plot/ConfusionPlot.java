package dev.parley.plot;

import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.HeatMapChart;

/** Confusion of classes: test rows by true class (from above) and predicted class (from the left). */
public final class ConfusionPlot {
    /** With more classes the numbers would not fit into their cells. */
    private static final int NUMBERED = 12;

    private static final int NAMED = 20;

    private ConfusionPlot() {}

    /**
     * The confusion matrix of a run's last model.
     *
     * @throws dev.parley.fault.PlanException for a regression, and where each party has a model of its own
     */
    public static HeatMapChart of(Run run) {
        int[][] counts = run.confusionCounts();
        List<String> classes = run.parties().shape().classes();
        List<String> texts = new ArrayList<>(classes);
        texts.add(run.name());
        Theme theme = new Theme(texts);
        List<String> names = classes.stream()
                .map(name -> Titles.cut(Letters.writable(name, theme.getBaseFont()), 18))
                .toList();
        HeatMapChart chart = new HeatMapChart(Theme.WIDTH, Theme.HEIGHT, theme);
        chart.setTitle(Letters.writable(Titles.cut(run.name() + " · test rows"), theme.getBaseFont()));
        chart.setXAxisTitle("predicted");
        chart.setYAxisTitle("true");
        int n = classes.size();
        List<Number[]> cells = new ArrayList<>();
        for (int predicted = 0; predicted < n; predicted++) {
            for (int upward = 0; upward < n; upward++) {
                cells.add(new Number[] {predicted, upward, counts[n - 1 - upward][predicted]});
            }
        }
        List<String> upwards =
                IntStream.range(0, n).mapToObj(i -> names.get(n - 1 - i)).toList();
        chart.addSeries("rows", HeatMaps.thinned(names, NAMED), HeatMaps.thinned(upwards, NAMED), cells);
        HeatMaps.dress(chart, 0.6);
        chart.getStyler().setShowValue(n <= NUMBERED);
        chart.getStyler().setValueFont(theme.font(java.awt.Font.PLAIN, 12));
        chart.getStyler().setValueFontColor(Theme.TEXT);
        PartyAxis.dress(chart.getStyler(), names);
        chart.getStyler().setXAxisTickMarkSpacingHint(1);
        chart.getStyler().setLegendVisible(false);
        return chart;
    }
}
