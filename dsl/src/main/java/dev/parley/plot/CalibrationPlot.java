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
        boolean one = calibration.curves().size() == 1;
        ShareChart chart = new ShareChart(
                calibration.title() + " · calibration",
                one ? "mean predicted probability (numbers: rows)" : "mean predicted probability",
                "share that was so",
                "perfect",
                names);
        for (Calibration.Curve curve : calibration.curves()) {
            String label = String.format(Locale.ROOT, "%s  Brier %.4f", Titles.cut(curve.name(), 24), curve.brier());
            chart.line(curve.name(), label, curve.predicted(), curve.observed(), true);
            for (int i = 0; one && i < curve.rows().size(); i++) {
                double up = curve.observed().get(i);
                boolean high = up > 0.93;
                chart.note(
                        Integer.toString(curve.rows().get(i)),
                        Math.min(0.97, curve.predicted().get(i) + 0.035),
                        high ? up - 0.035 : Math.max(0.03, up - 0.03));
            }
        }
        return chart.done();
    }
}
