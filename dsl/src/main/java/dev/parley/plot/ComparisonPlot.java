package dev.parley.plot;

import dev.parley.run.Comparison;
import dev.parley.run.Run;
import dev.parley.run.RunText;
import java.util.List;
import org.knowm.xchart.XYChart;

/** Several runs in one picture: a line each, told apart by colour, stroke and marker; the legend has the last scores. */
public final class ComparisonPlot {
    private static final int LONGEST_NAME = 24;

    private ComparisonPlot() {}

    /** By round. */
    public static XYChart of(Comparison comparison) {
        return of(comparison, Against.ROUNDS);
    }

    /**
     * By round, passes over the data, bytes or seconds. A run that sends nothing has no place on a scale of
     * bytes: its last score is drawn as a level line. Where some sent more than ten times as many bytes as others, the scale
     * is logarithmic. An attack that all runs bear is in the title; else the runs that bear one are marked in the legend.
     *
     * @throws dev.parley.fault.PlanException where no round of a run was evaluated
     */
    public static XYChart of(Comparison comparison, Against against) {
        List<Run> runs = comparison.runs();
        List<Points> points = runs.stream().map(run -> Points.of(run, against)).toList();
        double longest = points.stream().mapToDouble(Points::lastX).max().orElse(1);
        boolean decades = against.spreads(runs, points);
        double first = decades ? Points.smallest(points) : 0;
        List<String> attacks = runs.stream().map(RunText::attack).toList();
        boolean together = attacks.stream().distinct().count() == 1;
        CurveChart curves = new CurveChart(
                runs.get(0).task(),
                title(runs) + (together && !attacks.get(0).isEmpty() ? " · " + attacks.get(0) : ""),
                against,
                Points.title(runs.get(0)),
                runs.stream().map(Run::name).toList());
        for (int i = 0; i < runs.size(); i++) {
            Points own = points.get(i);
            boolean level = !against.suits(runs.get(i)) && longest > 0;
            Points drawn = level ? new Points(List.of(first, longest), List.of(own.last(), own.last())) : own;
            String attacked = !together && !attacks.get(i).isEmpty() ? ", attacked" : "";
            curves.line(Titles.cut(runs.get(i).name(), LONGEST_NAME) + attacked, drawn);
        }
        if (decades) {
            curves.byDecades(first);
        }
        return curves.done(true);
    }

    private static String title(List<Run> runs) {
        List<String> data =
                runs.stream().map(run -> run.parties().name()).distinct().toList();
        return String.join(", ", data);
    }
}
