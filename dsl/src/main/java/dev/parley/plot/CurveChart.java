package dev.parley.plot;

import dev.parley.example.Task;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Scores over what they cost: the chart that one run and several runs share. */
final class CurveChart {
    /** Up to so many points each is marked; more would hide the line. */
    private static final int MARKED = 25;

    /** Strength of a band, of 255. */
    private static final int PALE = 50;

    private final XYChart chart;
    private final Theme theme;
    private final List<Double> scores = new ArrayList<>();
    private final Task task;
    private Optional<Points> tip = Optional.empty();
    private int lines;
    private double longest;

    CurveChart(Task task, String title, Against x, String y, List<String> names) {
        this.task = task;
        List<String> texts = new ArrayList<>(names);
        texts.add(title);
        theme = new Theme(texts);
        chart = new XYChart(Theme.WIDTH, Theme.HEIGHT, theme);
        chart.setTitle(written(Titles.cut(title)));
        chart.setXAxisTitle(x.title());
        chart.setYAxisTitle(y);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(value -> x.tick(value, longest));
        chart.getStyler().setXAxisTickMarkSpacingHint(60);
        chart.getStyler().setXAxisMin(0.0);
        if (task == Task.CLASSIFICATION) {
            chart.getStyler().setYAxisTickLabelsFormattingFunction(CurveChart::percent);
        }
    }

    void line(String name, Points points) {
        int index = lines++;
        XYSeries series = chart.addSeries(name, points.x(), points.y());
        series.setLabel(written(name) + "  " + Points.shown(task, points.last()));
        series.setLineColor(Theme.color(index));
        series.setMarkerColor(Theme.color(index));
        series.setLineStyle(Theme.stroke(index));
        series.setMarker(points.x().size() <= MARKED ? Theme.marker(index) : SeriesMarkers.NONE);
        scores.addAll(points.y());
        longest = Math.max(longest, points.lastX());
    }

    /** Fills the band in a paler tone of the next line's colour; drawn before that line, it lies under it. */
    void band(Band band) {
        Points outline = band.outline();
        XYSeries series = chart.addSeries(Band.LABEL, outline.x(), outline.y());
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
        Color tone = Theme.color(lines);
        Color pale = new Color(tone.getRed(), tone.getGreen(), tone.getBlue(), PALE);
        series.setFillColor(pale);
        series.setLineColor(pale);
        series.setMarker(SeriesMarkers.NONE);
        scores.addAll(outline.y());
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    }

    /** Writes the last score above its point. */
    void tip(Points points) {
        tip = Optional.of(points);
    }

    /** Spreads the level axis by powers of ten, from a number above 0 on. */
    void byDecades(double from) {
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setXAxisMin(from / 1.5);
    }

    /** The finished chart: room for all scores, but a regression that ran away does not hide the others. */
    XYChart done(boolean legend) {
        chart.getStyler().setLegendVisible(legend);
        double low = scores.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double high = scores.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        double room = Math.max(0.005, (high - low) * 0.08);
        double floor = task == Task.CLASSIFICATION ? 0 : -1;
        chart.getStyler().setYAxisMin(Math.max(Math.min(floor, high - 2 * room), low - room));
        chart.getStyler().setYAxisMax(Math.min(1, high + room));
        // The label over the last point is wider than the point.
        chart.getStyler().setXAxisMax(longest * (tip.isPresent() ? 1.03 : 1.01));
        tip.ifPresent(points -> chart.addAnnotation(new AnnotationText(
                Points.shown(task, points.last()), points.lastX(), points.highestNear() + 0.75 * room, false)));
        return chart;
    }

    private String written(String text) {
        return Letters.writable(text, theme.getBaseFont());
    }

    private static String percent(double share) {
        double percent = 100 * share;
        return Math.abs(percent - Math.rint(percent)) < 1e-6
                ? String.format(Locale.ROOT, "%.0f %%", percent)
                : String.format(Locale.ROOT, "%.1f %%", percent);
    }
}
