package dev.parley.plot;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.HeatMapChart;

/** Common parts of all heat maps: one scale from the ground to our blue. */
final class HeatMaps {
    private static final int STEPS = 9;

    private HeatMaps() {}

    /** Dresses a chart; {@code strongest} below 1 keeps numbers readable on the fullest cells. */
    static void dress(HeatMapChart chart, double strongest) {
        chart.getStyler()
                .setRangeColors(IntStream.range(0, STEPS)
                        .mapToObj(i -> mix(strongest * (0.04 + 0.96 * i / (STEPS - 1))))
                        .toArray(Color[]::new));
        chart.getStyler().setMin(0);
        chart.getStyler().setPlotContentSize(1);
        chart.getStyler().setPlotGridLinesVisible(false);
        chart.getStyler().setDrawBorder(false);
        chart.getStyler().setXAxisTickMarkSpacingHint(1);
        chart.getStyler().setHeatMapValueDecimalPattern("#,##0");
        chart.getStyler().setDecimalPattern("#,##0");
        chart.getStyler().setHeatMapDecimalValueFormatter(value -> "%,.0f".formatted(value));
    }

    /** The names with some left blank, that those left do not run into each other: the first, then every n-th. */
    static List<String> thinned(List<String> names, int most) {
        int step = (names.size() + most - 1) / most;
        return IntStream.range(0, names.size())
                .mapToObj(i -> i % step == 0 ? names.get(i) : "")
                .toList();
    }

    /** Between the ground (0) and our blue (1). */
    static Color mix(double share) {
        return new Color(
                blend(Theme.GROUND.getRed(), Theme.BLUE.getRed(), share),
                blend(Theme.GROUND.getGreen(), Theme.BLUE.getGreen(), share),
                blend(Theme.GROUND.getBlue(), Theme.BLUE.getBlue(), share));
    }

    private static int blend(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }
}
