package dev.parley.kernel.render;

import dev.parley.plot.Palette;
import java.util.List;
import java.util.Locale;

/**
 * Scores over rounds as a drawing inside the page: sharp at any size, in the page's own text colour.
 *
 * <p>Everything is said by attributes, so it reads where styles are stripped. Lines differ by colour and by dashes.
 */
public final class CurveSvg {
    private static final double LEFT = 48;
    private static final double RIGHT = 604;
    private static final double TOP = 14;
    private static final double BOTTOM = 150;
    private static final int DRAWN = 400;
    private static final List<String> DASHES = List.of("none", "9 4", "2 4", "10 4 2 4", "16 5");

    private CurveSvg() {}

    /**
     * One line.
     *
     * @param x rounds, ascending
     * @param y scores, as many
     */
    public record Line(String name, List<Integer> x, List<Double> y) {}

    /**
     * Draws lines on one scale.
     *
     * @param label what is seen, for those who do not see it
     * @param lastX the right end of the level axis
     * @param percent whether scores are shares
     */
    public static Html of(String label, List<Line> lines, int lastX, boolean percent) {
        Scale scale = Scale.of(lines, Math.max(2, lastX), percent);
        Html svg = Html.fragment()
                .open("svg", "viewBox", "0 0 620 172", "width", "620", "role", "img", "aria-label", label);
        for (double tick : scale.ticks()) {
            double at = scale.y(tick);
            svg.open(
                            "line",
                            "x1",
                            LEFT,
                            "x2",
                            RIGHT,
                            "y1",
                            px(at),
                            "y2",
                            px(at),
                            "stroke",
                            "currentColor",
                            "stroke-opacity",
                            "0.15")
                    .close();
            text(svg, LEFT - 8, at + 4, "end", scale.shown(tick));
        }
        int step = step(lastX);
        for (int round = step == 1 ? 1 : 0; round <= lastX; round += step) {
            text(svg, scale.x(Math.max(1, round)), 166, "middle", Integer.toString(Math.max(1, round)));
        }
        for (int i = 0; i < lines.size(); i++) {
            line(svg, lines.get(i), i, scale);
        }
        return svg.close();
    }

    /** A short stroke in the colour and the dashes of a line, for legends and tables. */
    static Html key(int index) {
        Html svg = Html.fragment()
                .open("svg", "width", 28, "height", 10, "style", "max-width:none", "aria-hidden", "true");
        svg.open(
                "line",
                "x1",
                1,
                "x2",
                27,
                "y1",
                5,
                "y2",
                5,
                "stroke",
                Palette.hex(index),
                "stroke-width",
                2.5,
                "stroke-dasharray",
                dashes(index));
        return svg.close().close();
    }

    private static void line(Html svg, Line line, int index, Scale scale) {
        int n = line.x().size();
        if (n == 0) {
            return;
        }
        StringBuilder path = new StringBuilder();
        int stride = (n + DRAWN - 1) / DRAWN;
        for (int i = 0; i < n; i = i == n - 1 ? n : Math.min(i + stride, n - 1)) {
            path.append(path.isEmpty() ? "M" : " L")
                    .append(px(scale.x(line.x().get(i))))
                    .append(' ')
                    .append(px(scale.y(line.y().get(i))));
        }
        String color = Palette.hex(index);
        svg.open(
                "path",
                "d",
                path,
                "fill",
                "none",
                "stroke",
                color,
                "stroke-width",
                2,
                "stroke-linejoin",
                "round",
                "stroke-dasharray",
                dashes(index));
        svg.leaf("title", line.name()).close();
        double lastX = scale.x(line.x().get(n - 1));
        double lastY = scale.y(line.y().get(n - 1));
        svg.open("circle", "cx", px(lastX), "cy", px(lastY), "r", 3.5, "fill", color)
                .close();
    }

    private static void text(Html svg, double x, double y, String anchor, String text) {
        svg.leaf(
                "text",
                text,
                "x",
                px(x),
                "y",
                px(y),
                "text-anchor",
                anchor,
                "font-size",
                "10.5",
                "fill",
                "currentColor",
                "fill-opacity",
                "0.75");
    }

    private static String dashes(int index) {
        return DASHES.get(index % DASHES.size());
    }

    /** Rounds between two numbers under the axis: 1, 2 or 5 times a power of ten. */
    private static int step(int last) {
        int decade = 1;
        while (last / (5 * decade) > 10) {
            decade *= 10;
        }
        for (int step : new int[] {decade, 2 * decade, 5 * decade}) {
            if (last / step <= 10) {
                return step;
            }
        }
        return 5 * decade;
    }

    /** A length with one digit after the point: enough for a screen. */
    public static String px(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** From rounds and scores to places in the drawing. */
    private record Scale(int lastX, double low, double high, double step, boolean percent) {
        static Scale of(List<Line> lines, int lastX, boolean percent) {
            double min = lines.stream()
                    .flatMap(line -> line.y().stream())
                    .mapToDouble(y -> y)
                    .min()
                    .orElse(0);
            double max = lines.stream()
                    .flatMap(line -> line.y().stream())
                    .mapToDouble(y -> y)
                    .max()
                    .orElse(1);
            min = percent ? min : Math.max(min, Math.min(-1, max - 1));
            double span = Math.max(max - min, percent ? 0.04 : 0.1);
            double step = Math.pow(10, Math.floor(Math.log10(span / 4)));
            for (double factor : new double[] {2, 2.5, 2}) {
                step = span / step > 4.5 ? step * factor : step;
            }
            double low = Math.floor((max - span) / step + 1e-9) * step;
            double high = Math.ceil(max / step - 1e-9) * step;
            return new Scale(lastX, percent ? Math.max(0, low) : low, high, step, percent);
        }

        List<Double> ticks() {
            return java.util.stream.IntStream.rangeClosed(0, (int) Math.round((high - low) / step))
                    .mapToObj(i -> low + i * step)
                    .toList();
        }

        double x(double round) {
            return LEFT + 6 + (RIGHT - LEFT - 12) * (round - 1) / (lastX - 1);
        }

        double y(double score) {
            return BOTTOM - (BOTTOM - TOP) * (Math.max(score, low) - low) / (high - low);
        }

        String shown(double tick) {
            int digits = Math.max(0, (int) Math.ceil(-Math.log10((percent ? 100 : 1) * step) - 1e-9));
            return String.format(
                    Locale.ROOT, "%." + digits + "f" + (percent ? " %%" : ""), percent ? 100 * tick : tick);
        }
    }
}
