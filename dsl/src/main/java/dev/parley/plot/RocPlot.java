package dev.parley.plot;

import dev.parley.score.Roc;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/** ROC curves, drawn as steps: what share is found, by what share of false alarms. */
public final class RocPlot {
    private RocPlot() {}

    /** A line a class, with the area under it in the legend. */
    public static XYChart of(Roc roc) {
        List<String> names = roc.curves().stream().map(Roc.Curve::name).toList();
        ShareChart chart = new ShareChart(
                roc.title() + " · ROC", "share of the others taken for it", "share found", "chance", names);
        for (Roc.Curve curve : roc.curves()) {
            String label = String.format(Locale.ROOT, "%s  AUC %.4f", Titles.cut(curve.name(), 24), curve.auc());
            chart.line(curve.name(), label, thinned(curve.falseAlarms()), thinned(curve.found()), false);
        }
        return chart.done();
    }

    /** A picture needs no more points than it has pixels. */
    private static List<Double> thinned(List<Double> values) {
        int step = Math.max(1, values.size() / 2000);
        List<Double> some = new ArrayList<>();
        for (int i = 0; i < values.size() - 1; i += step) {
            some.add(values.get(i));
        }
        some.add(values.get(values.size() - 1));
        return some;
    }
}
