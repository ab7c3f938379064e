package dev.parley.plot;

import dev.parley.run.Resources;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Work over time: a line for each worker, broken where it waited; pieces that were computed once more are marked. */
public final class GanttPlot {
    private static final int LINE = 34;
    private static final int AROUND = 150;
    private static final float THICK = 12;

    private GanttPlot() {}

    public static XYChart of(Resources resources) {
        List<String> lanes = resources.lanes();
        List<String> texts = new ArrayList<>(lanes);
        texts.add(resources.title());
        Theme theme = new Theme(texts);
        XYChart chart = new XYChart(Theme.WIDTH, AROUND + LINE * lanes.size(), theme);
        chart.setTitle(Letters.writable(Titles.cut(resources.title()), theme.getBaseFont()));
        chart.setXAxisTitle("seconds since the first piece of work");
        for (int lane = 0; lane < lanes.size(); lane++) {
            line(chart, resources, lanes.get(lane), lane, false, Theme.color(lane));
        }
        for (int lane = 0; lane < lanes.size(); lane++) {
            line(chart, resources, lanes.get(lane), lane, true, Theme.TEXT);
        }
        chart.getStyler().setYAxisMin(-(double) lanes.size());
        chart.getStyler().setYAxisMax(1.0);
        chart.getStyler().setYAxisTicksVisible(false);
        chart.getStyler().setLegendVisible(true);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        return chart;
    }

    private static void line(XYChart chart, Resources resources, String lane, int place, boolean again, Color colour) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (Resources.Piece piece : resources.pieces()) {
            if (piece.lane().equals(lane) && piece.work().again() == again) {
                x.addAll(List.of(piece.start(), piece.start() + piece.seconds(), piece.start() + piece.seconds()));
                y.addAll(List.of((double) -place, (double) -place, Double.NaN));
            }
        }
        if (x.isEmpty()) {
            return;
        }
        XYSeries series = chart.addSeries(again ? lane + ", computed again" : lane, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(colour);
        series.setLineStyle(new BasicStroke(THICK, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL));
    }
}
