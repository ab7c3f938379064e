package dev.parley.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.knowm.xchart.style.theme.AbstractBaseTheme;

/**
 * The look of all our charts: dark text on a white card, level grid lines, no frames.
 *
 * <p>A picture cannot know its page, and no grey has a contrast of 4.5 on white and on near-black at once; so the
 * ground is the picture's own. Series differ by colour, by stroke and by marker.
 */
final class Theme extends AbstractBaseTheme {
    static final int WIDTH = 640;
    static final int HEIGHT = 360;

    static final Color GROUND = Color.WHITE;
    static final Color TEXT = new Color(0x1f2328);
    static final Color QUIET = new Color(0x59636e);
    static final Color GRID = new Color(0xe3e6ea);
    static final Color BLUE = color(0);

    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.SQUARE,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.TRIANGLE_DOWN,
            SeriesMarkers.CROSS,
            SeriesMarkers.PLUS);

    private final String family;

    /** The theme in a font that can write these texts. */
    Theme(List<String> texts) {
        this.family = Letters.family(texts);
    }

    /** The colour of a series, from 0. */
    static Color color(int series) {
        return Color.decode(Palette.hex(series));
    }

    /** The stroke of a series, from 0: the first is solid and strong. */
    static BasicStroke stroke(int series) {
        List<Integer> dashes = Strokes.dashes(series);
        float width = Strokes.fine(series) ? 1.2f : 2.2f;
        if (dashes.isEmpty()) {
            return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        }
        float[] pattern = new float[dashes.size()];
        for (int i = 0; i < pattern.length; i++) {
            pattern[i] = dashes.get(i);
        }
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, pattern, 0);
    }

    /** The marker of a series, from 0. */
    static Marker marker(int series) {
        return MARKERS.get(series % MARKERS.size());
    }

    /** The font in some size. */
    Font font(int style, int size) {
        return new Font(family, style, size);
    }

    @Override
    public Font getBaseFont() {
        return font(Font.PLAIN, 12);
    }

    @Override
    public Color getChartBackgroundColor() {
        return GROUND;
    }

    @Override
    public Color getChartFontColor() {
        return TEXT;
    }

    @Override
    public int getChartPadding() {
        return 16;
    }

    @Override
    public Color[] getSeriesColors() {
        return IntStream.range(0, Palette.size()).mapToObj(Theme::color).toArray(Color[]::new);
    }

    @Override
    public Marker[] getSeriesMarkers() {
        return MARKERS.toArray(Marker[]::new);
    }

    @Override
    public Font getChartTitleFont() {
        return font(Font.BOLD, 13);
    }

    @Override
    public boolean isChartTitleBoxVisible() {
        return false;
    }

    @Override
    public int getChartTitlePadding() {
        return 8;
    }

    @Override
    public Font getLegendFont() {
        return font(Font.PLAIN, 12);
    }

    @Override
    public Color getLegendBackgroundColor() {
        return GROUND;
    }

    @Override
    public Color getLegendBorderColor() {
        return GROUND;
    }

    @Override
    public int getLegendSeriesLineLength() {
        return 30;
    }

    @Override
    public LegendPosition getLegendPosition() {
        return LegendPosition.OutsideE;
    }

    @Override
    public Font getAxisTitleFont() {
        return font(Font.PLAIN, 12);
    }

    @Override
    public Font getAxisTickLabelsFont() {
        return font(Font.PLAIN, 11);
    }

    @Override
    public Color getAxisTickLabelsColor() {
        return QUIET;
    }

    @Override
    public Color getAxisTickMarksColor() {
        return GRID;
    }

    @Override
    public boolean isAxisTicksLineVisible() {
        return false;
    }

    @Override
    public boolean isAxisTicksMarksVisible() {
        return false;
    }

    @Override
    public int getAxisTickPadding() {
        return 6;
    }

    @Override
    public boolean isPlotGridVerticalLinesVisible() {
        return false;
    }

    @Override
    public Color getPlotBackgroundColor() {
        return GROUND;
    }

    @Override
    public Color getPlotBorderColor() {
        return GRID;
    }

    @Override
    public boolean isPlotBorderVisible() {
        return false;
    }

    @Override
    public boolean isPlotTicksMarksVisible() {
        return false;
    }

    @Override
    public Color getPlotGridLinesColor() {
        return GRID;
    }

    @Override
    public BasicStroke getPlotGridLinesStroke() {
        return new BasicStroke(1);
    }

    @Override
    public double getPlotContentSize() {
        return 0.96;
    }

    @Override
    public int getMarkerSize() {
        return 7;
    }

    @Override
    public Font getAnnotationTextFont() {
        return font(Font.BOLD, 12);
    }

    @Override
    public Color getAnnotationTextFontColor() {
        return TEXT;
    }
}
