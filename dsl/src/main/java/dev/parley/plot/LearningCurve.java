package dev.parley.plot;

import dev.parley.run.Run;
import dev.parley.run.RunText;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * Learning of a run: accuracy on the test rows (for a regression R2) by round, or by the price that was paid for it.
 */
public final class LearningCurve {
    private LearningCurve() {}

    /** By round. */
    public static XYChart of(Run run) {
        return of(run, Against.ROUNDS);
    }

    /**
     * By round, passes over the data, bytes or seconds; rounds that were not evaluated are left out. Where
     * {@code evaluateParties(k)} was asked for, a band shows between which scores most parties lie.
     *
     * @throws dev.parley.fault.PlanException where no round was evaluated
     */
    public static XYChart of(Run run, Against against) {
        Points points = Points.of(run, against);
        String attack = RunText.attack(run);
        String title = run.name() + " · " + (attack.isEmpty() ? "" : attack + " · ") + RunText.title(run);
        CurveChart curve = new CurveChart(run.task(), title, against, Points.title(run), List.of(run.name()));
        Band band = Band.of(run, against);
        if (band.drawn()) {
            curve.band(band);
        }
        curve.line(run.name(), points);
        curve.tip(points);
        return curve.done(band.drawn());
    }
}
