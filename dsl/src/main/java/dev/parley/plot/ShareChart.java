package dev.parley.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Shares over shares, each from 0 to 100 %, with a diagonal to compare with. */
final class ShareChart {
    private static final int WIDTH = 460;
    private static final int HEIGHT = 470;

    private final XYChart chart;
    private final Theme theme;
    private int lines;

    ShareChart(String title, String x, String y, String diagonal, List<String> names) {
        List<String> texts = new ArrayList<>(names);
        texts.add(title);
        theme = new Theme(texts);
        chart = new XYChart(WIDTH, HEIGHT, theme);
        chart.setTitle(Letters.writable(Titles.cut(title, 60), theme.getBaseFont()));
        chart.setXAxisTitle(x);
        chart.setYAxisTitle(y);
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setXAxisMax(1.0);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisMax(1.0);
        chart.getStyler().setAnnotationTextFont(theme.font(java.awt.Font.PLAIN, 11));
        chart.getStyler().setAnnotationTextFontColor(Theme.QUIET);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(ShareChart::percent);
        chart.getStyler().setYAxisTickLabelsFormattingFunction(ShareChart::percent);
        XYSeries even = chart.addSeries(diagonal, List.of(0.0, 1.0), List.of(0.0, 1.0));
        even.setMarker(SeriesMarkers.NONE);
        even.setLineColor(Theme.QUIET);
        even.setLineStyle(Theme.stroke(1));
    }

    /** A curve, with what its legend says. */
    void line(String name, String label, List<Double> x, List<Double> y, boolean marked) {
        int index = lines++;
        XYSeries series = chart.addSeries(name + " ", x, y); // a class may be called as the diagonal is
        series.setLabel(Letters.writable(label, theme.getBaseFont()));
        series.setLineColor(Theme.color(index));
        series.setMarkerColor(Theme.color(index));
        series.setLineStyle(Theme.stroke(index == 0 ? 0 : index + 1));
        Marker marker = marked ? Theme.marker(index) : SeriesMarkers.NONE;
        series.setMarker(marker);
    }

    /** Writes beside a point. */
    void note(String text, double x, double y) {
        AnnotationText note = new AnnotationText(text, x, y, false);
        chart.addAnnotation(note);
    }

    XYChart done() {
        chart.getStyler().setLegendVisible(true);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(lines > 2 ? LegendLayout.Vertical : LegendLayout.Horizontal);
        return chart;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
