package dev.parley.plot;

import dev.parley.score.Calibration;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/** Reliability: how often it was so, by how probable it was said to be, with the number of rows at each point. */
public final class CalibrationPlot {
    private CalibrationPlot() {}

    /** A line a class, with the Brier score in the legend. */
    public static XYChart of(Calibration calibration) {
        List<String> names =
                calibration.curves().stream().map(Calibration.Curve::name).toList();
        ShareChart chart = new ShareChart(
                calibration.title() + " · calibration",
                "mean predicted probability",
                "share that was so",
                "perfect",
                names);
        boolean one = calibration.curves().size() == 1;
        for (Calibration.Curve curve : calibration.curves()) {
            String label = String.format(Locale.ROOT, "%s  Brier %.4f", Titles.cut(curve.name(), 24), curve.brier());
            chart.line(curve.name(), label, curve.predicted(), curve.observed(), true);
            for (int i = 0; one && i < curve.rows().size(); i++) {
                double up = curve.observed().get(i);
                chart.note(
                        curve.rows().get(i) + (curve.rows().get(i) == 1 ? " row" : " rows"),
                        Math.min(0.94, Math.max(0.06, curve.predicted().get(i))),
                        up > 0.9 ? up - 0.05 : up + 0.05);
            }
        }
        return chart.done();
    }
}
