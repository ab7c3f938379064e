package dev.parley.kernel.render;

import dev.parley.example.Task;
import dev.parley.plot.Palette;
import dev.parley.plot.Strokes;
import dev.parley.result.PartyQuantiles;
import dev.parley.result.RoundResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Scores over rounds as a drawing inside the page: sharp at any size, in the page's own text colour.
 *
 * <p>Everything is said by attributes, so it reads where styles are stripped. Lines differ by colour, by dashes, and by
 * being strong with a full end or fine with a hollow one.
 */
public final class CurveSvg {
    private static final int DRAWN = 400;

    private CurveSvg() {}

    /**
     * One line.
     *
     * @param x rounds, ascending
     * @param y scores, as many
     */
    public record Line(String name, List<Integer> x, List<Double> y) {}

    /**
     * Between which scores most parties lie.
     *
     * @param x rounds, ascending
     * @param low lower edge, as many
     * @param high upper edge, as many
     */
    public record Band(List<Integer> x, List<Double> low, List<Double> high) {
        /** Nothing measured. */
        public static final Band NONE = new Band(List.of(), List.of(), List.of());

        /** Caption of the band. */
        public static final String LABEL = "band: 10th to 90th percentile of the parties, each on its own rows";

        /** Nothing measured yet; rounds are added as they come. */
        public static Band open() {
            return new Band(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        /** Adds a round, where it was measured. */
        public void add(RoundResult round) {
            PartyQuantiles.of(round).ifPresent(spread -> {
                x.add(round.round());
                low.add(spread.low());
                high.add(spread.high());
            });
        }

        /** The last spread in words, for those who do not see it: {@code 10th to 90th percentile .. 91.2 % to 98.0 %}. */
        public String words(Task task) {
            int last = x.size() - 1;
            return x.isEmpty()
                    ? ""
                    : "; 10th to 90th percentile of the parties, each on its own rows: "
                            + Scores.shown(task, low.get(last)) + " to " + Scores.shown(task, high.get(last));
        }
    }

    /**
     * Draws lines on one scale.
     *
     * @param label what is seen, for those who do not see it
     * @param band what lies behind the first line
     * @param lastX the right end of the level axis
     * @param percent whether scores are shares
     */
    public static Html of(String label, List<Line> lines, Band band, int lastX, boolean percent) {
        CurveScale scale = CurveScale.of(scores(lines, band), Math.max(2, lastX), percent);
        Html svg = Html.fragment()
                .open("svg", "viewBox", "0 0 620 172", "width", "620", "role", "img", "aria-label", label);
        for (double tick : scale.ticks()) {
            double at = scale.y(tick);
            svg.open(
                            "line",
                            "x1",
                            CurveScale.LEFT,
                            "x2",
                            CurveScale.RIGHT,
                            "y1",
                            px(at),
                            "y2",
                            px(at),
                            "stroke",
                            "currentColor",
                            "stroke-opacity",
                            "0.15")
                    .close();
            text(svg, CurveScale.LEFT - 8, at + 4, "end", scale.shown(tick));
        }
        int step = step(lastX);
        for (int round = step == 1 ? 1 : 0; round <= lastX; round += step) {
            text(svg, scale.x(Math.max(1, round)), 166, "middle", Integer.toString(Math.max(1, round)));
        }
        band(svg, band, scale);
        for (int i = 0; i < lines.size(); i++) {
            line(svg, lines.get(i), i, scale);
        }
        return svg.close();
    }

    /** A short stroke as the line is drawn, and its end, for legends and tables. */
    static Html key(int index) {
        Html svg = Html.fragment()
                .open("svg", "width", 34, "height", 10, "style", "max-width:none", "aria-hidden", "true");
        svg.open(
                "line",
                "x1",
                1,
                "x2",
                24,
                "y1",
                5,
                "y2",
                5,
                "stroke",
                Palette.hex(index),
                "stroke-width",
                width(index),
                "stroke-dasharray",
                dashes(index));
        end(svg.close(), 28, 5, index);
        return svg.close();
    }

    private static List<Double> scores(List<Line> lines, Band band) {
        return Stream.concat(
                        lines.stream().flatMap(line -> line.y().stream()),
                        Stream.concat(band.low().stream(), band.high().stream()))
                .toList();
    }

    private static void band(Html svg, Band band, CurveScale scale) {
        int n = band.x().size();
        if (n == 0) {
            return;
        }
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < n; i++) {
            point(path, scale, band.x().get(i), band.low().get(i));
        }
        for (int i = n - 1; i >= 0; i--) {
            point(path, scale, band.x().get(i), band.high().get(i));
        }
        String color = Palette.hex(0);
        svg.open(
                "path",
                "d",
                path.append(" Z"),
                "fill",
                color,
                "fill-opacity",
                "0.18",
                "stroke",
                color,
                "stroke-opacity",
                "0.35",
                "stroke-width",
                1);
        svg.leaf("title", Band.LABEL).close();
    }

    private static void point(StringBuilder path, CurveScale scale, int round, double score) {
        path.append(path.isEmpty() ? "M" : " L")
                .append(px(scale.x(round)))
                .append(' ')
                .append(px(scale.y(score)));
    }

    private static void line(Html svg, Line line, int index, CurveScale scale) {
        int n = line.x().size();
        if (n == 0) {
            return;
        }
        StringBuilder path = new StringBuilder();
        int stride = (n + DRAWN - 1) / DRAWN;
        for (int i = 0; i < n; i = i == n - 1 ? n : Math.min(i + stride, n - 1)) {
            point(path, scale, line.x().get(i), line.y().get(i));
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
                width(index),
                "stroke-linejoin",
                "round",
                "stroke-dasharray",
                dashes(index));
        svg.leaf("title", line.name()).close();
        end(svg, scale.x(line.x().get(n - 1)), scale.y(line.y().get(n - 1)), index);
    }

    /** Marks the end of a line: a full point, of a fine line a hollow one. */
    private static void end(Html svg, double x, double y, int index) {
        String color = Palette.hex(index);
        svg.open(
                        "circle",
                        "cx",
                        px(x),
                        "cy",
                        px(y),
                        "r",
                        3.5,
                        "fill",
                        Strokes.fine(index) ? "none" : color,
                        "stroke",
                        color,
                        "stroke-width",
                        1.2)
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
        List<Integer> dashes = Strokes.dashes(index);
        return dashes.isEmpty() ? "none" : dashes.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static double width(int index) {
        return Strokes.fine(index) ? 1.1 : 2.2;
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
        // A frame holds hundreds of them: a formatter would take most of its time.
        long tenths = Math.round(Math.abs(value) * 10);
        return (value < 0 && tenths > 0 ? "-" : "") + tenths / 10 + '.' + tenths % 10;
    }
}
