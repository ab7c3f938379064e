package dev.parley.plot;

import dev.parley.example.Task;
import dev.parley.fault.PlanException;
import dev.parley.plan.Kind;
import dev.parley.result.PartyResult;
import dev.parley.run.Run;
import dev.parley.run.RunText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Scores of each party's own model on the common test rows: a bar a party and their mean. */
public final class PartyAccuracyPlot {
    private PartyAccuracyPlot() {}

    /**
     * The scores of the last evaluated round of {@code local()}.
     *
     * @throws PlanException for a run in which all parties share one model
     */
    public static CategoryChart of(Run run) {
        if (run.plan().kind() != Kind.LOCAL) {
            throw new PlanException("a bar for each party's own model needs a run of local(), but '" + run.name()
                    + "' is of " + run.plan().kind() + "(), where all share one model; use plot(run)");
        }
        List<PartyResult> scored = lastScored(run);
        List<String> names = scored.stream().map(each -> each.party().name()).toList();
        List<Double> scores = scored.stream()
                .map(each -> each.own().map(Points::score).orElse(Double.NaN))
                .toList();
        String title = run.name() + " · " + RunText.title(run);
        List<String> texts = new ArrayList<>(names);
        texts.add(title);
        Theme theme = new Theme(texts);
        CategoryChart chart = new CategoryChart(Theme.WIDTH, Theme.HEIGHT, theme);
        chart.setTitle(Letters.writable(Titles.cut(title), theme.getBaseFont()));
        chart.setYAxisTitle(Points.title(run) + ", each party's own model");
        List<String> written = names.stream()
                .map(name -> Titles.cut(Letters.writable(name, theme.getBaseFont()), 18))
                .toList();
        chart.addSeries("each party", written, scores).setFillColor(Theme.BLUE);
        double mean = run.evaluation().task() == Task.CLASSIFICATION ? run.accuracy() : run.r2();
        CategorySeries level = chart.addSeries(
                "mean", written, scores.stream().map(score -> mean).toList());
        level.setLabel("mean  " + Points.shown(run.task(), mean));
        level.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Line);
        level.setMarker(SeriesMarkers.NONE);
        level.setLineColor(Theme.color(1));
        level.setLineStyle(Theme.stroke(1));
        dress(chart, written, run.task());
        return chart;
    }

    private static void dress(CategoryChart chart, List<String> names, Task task) {
        chart.getStyler().setAvailableSpaceFill(0.6);
        chart.getStyler().setOverlapped(true);
        if (task == Task.CLASSIFICATION) {
            chart.getStyler().setYAxisMin(0.0);
            chart.getStyler().setYAxisMax(1.0);
            chart.getStyler()
                    .setYAxisTickLabelsFormattingFunction(share -> String.format(Locale.ROOT, "%.0f %%", 100 * share));
        }
        PartyAxis.dress(chart.getStyler(), names);
    }

    private static List<PartyResult> lastScored(Run run) {
        for (int i = run.rounds().size() - 1; i >= 0; i--) {
            List<PartyResult> scored = run.rounds().get(i).parties().stream()
                    .filter(each -> each.own().isPresent())
                    .toList();
            if (!scored.isEmpty()) {
                return scored;
            }
        }
        throw new PlanException(
                "'" + run.name() + "' has no evaluated round; train again, or ask for evaluateEvery(1)");
    }
}
