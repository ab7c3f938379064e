package dev.parley.kernel.render;

import dev.parley.doctor.ClassCounts;
import dev.parley.plot.Palette;

/** Rows of each class a party as level stacked bars, drawn inside the page. */
final class BarsSvg {
    private static final double LEFT = 110;
    private static final double WIDTH = 430;
    private static final int LONGEST = 15;

    private BarsSvg() {}

    /** The first so many parties. */
    static Html of(ClassCounts counts, int shown, String label) {
        int most = 1;
        for (int party = 0; party < shown; party++) {
            most = Math.max(most, counts.total(party));
        }
        double pitch = shown <= 12 ? 22 : shown <= 30 ? 14 : 8;
        double thick = pitch * 0.72;
        double height = shown * pitch + 4;
        Html svg = Html.fragment()
                .open(
                        "svg",
                        "viewBox",
                        "0 0 620 " + CurveSvg.px(height),
                        "width",
                        620,
                        "role",
                        "img",
                        "aria-label",
                        label);
        for (int party = 0; party < shown; party++) {
            double top = 2 + party * pitch;
            double size = Math.min(11.5, pitch);
            name(svg, counts.parties().get(party), LEFT - 8, top + thick / 2 + size * 0.35, "end", size);
            double from = LEFT;
            for (int group = 0; group < counts.groups().size(); group++) {
                int rows = counts.rows().get(party).get(group);
                double wide = WIDTH * rows / most;
                if (rows > 0) {
                    bar(svg, counts, party, group, from, top, Math.max(0.6, wide - 1), thick);
                }
                from += wide;
            }
            name(svg, Integer.toString(counts.total(party)), from + 5, top + thick / 2 + size * 0.35, "start", size);
        }
        return svg.close();
    }

    /** All parties as upright bars side by side, at most so many, spread evenly; too many to be named. */
    static Html upright(ClassCounts counts, int shown, String label) {
        int parties = counts.parties().size();
        int most = 1;
        for (int party = 0; party < parties; party++) {
            most = Math.max(most, counts.total(party));
        }
        double pitch = (620 - 56.0) / shown;
        Html svg =
                Html.fragment().open("svg", "viewBox", "0 0 620 172", "width", 620, "role", "img", "aria-label", label);
        name(svg, Integer.toString(most), 44, 18, "end", 10.5);
        name(svg, "0", 44, 154, "end", 10.5);
        name(svg, counts.parties().get(0), 50, 168, "start", 10.5);
        name(svg, counts.parties().get(parties - 1), 612, 168, "end", 10.5);
        for (int column = 0; column < shown; column++) {
            int party = (int) ((long) column * parties / shown);
            double from = 150;
            for (int group = 0; group < counts.groups().size(); group++) {
                int rows = counts.rows().get(party).get(group);
                double tall = 136.0 * rows / most;
                if (rows > 0) {
                    bar(svg, counts, party, group, 50 + column * pitch, from - tall, Math.max(0.8, pitch * 0.8), tall);
                }
                from -= tall;
            }
        }
        return svg.close();
    }

    /** Draws the rows of a party in one group. */
    private static void bar(
            Html svg, ClassCounts counts, int party, int group, double left, double top, double wide, double high) {
        rect(svg, left, top, wide, high, color(counts, group), strength(counts, group));
        int rows = counts.rows().get(party).get(group);
        svg.leaf(
                "title",
                counts.parties().get(party) + ": " + rows + " of "
                        + counts.groups().get(group));
        svg.close();
    }

    /** The names of the classes beside their colours. */
    static Html legend(ClassCounts counts, int most) {
        Html legend = Html.fragment().open("div", "class", "p-cap");
        for (int group = 0; group < Math.min(most, counts.groups().size()); group++) {
            legend.open("svg", "width", 11, "height", 11, "aria-hidden", "true");
            legend.open(
                            "rect",
                            "width",
                            11,
                            "height",
                            11,
                            "rx",
                            2,
                            "fill",
                            color(counts, group),
                            "fill-opacity",
                            strength(counts, group))
                    .close()
                    .close();
            legend.text(" " + counts.groups().get(group) + "\u2003");
        }
        int more = counts.groups().size() - most;
        return legend.text(more > 0 ? "and " + more + " more" : "").close();
    }

    private static void name(Html svg, String name, double x, double y, String anchor, double size) {
        String cut = name.length() > LONGEST ? name.substring(0, LONGEST - 1) + "…" : name;
        text(svg, cut, x, y, anchor, size);
    }

    /** Opens a rectangle, for the caller to title and close. */
    static void rect(Html svg, double left, double top, double wide, double high, String fill, String opacity) {
        svg.open(
                "rect",
                "x",
                CurveSvg.px(left),
                "y",
                CurveSvg.px(top),
                "width",
                CurveSvg.px(wide),
                "height",
                CurveSvg.px(high),
                "fill",
                fill,
                "fill-opacity",
                opacity);
    }

    /** Writes text in the color of the page's own. */
    static void text(Html svg, String text, double x, double y, String anchor, Object size) {
        svg.leaf(
                "text",
                text,
                "x",
                CurveSvg.px(x),
                "y",
                CurveSvg.px(y),
                "text-anchor",
                anchor,
                "font-size",
                size,
                "fill",
                "currentColor");
    }

    private static String color(ClassCounts counts, int group) {
        return Palette.hex(counts.ordered() ? 0 : group);
    }

    private static String strength(ClassCounts counts, int group) {
        return counts.ordered()
                ? CurveSvg.px(0.2 + 0.8 * group / Math.max(1, counts.groups().size() - 1))
                : "1";
    }
}
