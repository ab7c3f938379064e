package dev.parley.kernel.render;

import dev.parley.doctor.ClassCounts;
import dev.parley.doctor.Diagnosis;
import dev.parley.plot.Palette;
import java.util.Locale;

/**
 * View of the differences between the parties of a split: a heat map of their classes, warnings in sentences, and the
 * numbers.
 */
final class DiagnosisView {
    private static final int ROWS = 40;
    private static final int COLUMNS = 40;
    private static final double LEFT = 110;
    private static final double WIDE = 430;

    private DiagnosisView() {}

    static Bundle of(Diagnosis diagnosis) {
        Html html = Html.view().leaf("div", diagnosis.title(), "class", "p-name");
        html.leaf("div", diagnosis.summary(), "class", "p-cap");
        html.add(heat(diagnosis));
        ClassCounts counts = diagnosis.counts();
        html.leaf(
                "div",
                "a row a party, a column "
                        + (counts.ordered() ? "a fifth of all rows" : "a class")
                        + ": the stronger, the more of the party's rows"
                        + (counts.parties().size() > ROWS ? "; the first " + ROWS + " parties" : ""),
                "class",
                "p-cap");
        for (String warning : diagnosis.warnings()) {
            html.leaf("div", "⚠ " + warning);
        }
        html.open("details").leaf("summary", "distances and effective classes", "class", "p-cap");
        html.add(TableView.body(diagnosis.table())).close();
        return Bundle.text(diagnosis.toString()).html(html);
    }

    private static Html heat(Diagnosis diagnosis) {
        ClassCounts counts = diagnosis.counts();
        int rows = Math.min(ROWS, counts.parties().size());
        int columns = Math.min(COLUMNS, counts.groups().size());
        double high = rows <= 12 ? 20 : rows <= 25 ? 14 : 10;
        double wide = Math.min(60, WIDE / columns);
        Html svg = Html.fragment()
                .open(
                        "svg",
                        "viewBox",
                        "0 0 620 " + CurveSvg.px(rows * high + 20),
                        "width",
                        620,
                        "role",
                        "img",
                        "aria-label",
                        "Shares of classes a party. " + diagnosis.summary());
        for (int column = 0; column < columns; column++) {
            if (columns <= 20 || column % 5 == 0) {
                text(
                        svg,
                        cut(counts.groups().get(column), (int) (wide / 6)),
                        LEFT + (column + 0.5) * wide,
                        11,
                        "middle",
                        10);
            }
        }
        for (int row = 0; row < rows; row++) {
            double top = 16 + row * high;
            text(svg, cut(counts.parties().get(row), 15), LEFT - 8, top + high / 2 + 3.5, "end", Math.min(11, high));
            for (int column = 0; column < columns; column++) {
                cell(svg, counts, row, column, LEFT + column * wide, top, wide - 1, high - 1);
            }
            String rowsOf = String.format(Locale.ROOT, "%,d", counts.total(row));
            text(svg, rowsOf, LEFT + columns * wide + 6, top + high / 2 + 3.5, "start", Math.min(10, high));
        }
        return svg.close();
    }

    private static void cell(
            Html svg, ClassCounts counts, int row, int column, double left, double top, double wide, double high) {
        int count = counts.rows().get(row).get(column);
        double share = counts.total(row) == 0 ? 0 : (double) count / counts.total(row);
        String opacity = String.format(Locale.ROOT, "%.2f", 0.06 + 0.94 * Math.sqrt(share));
        BarsSvg.rect(svg, left, top, wide, high, Palette.hex(0), opacity);
        svg.leaf(
                "title",
                counts.parties().get(row) + ": " + count + " of "
                        + counts.groups().get(column) + String.format(Locale.ROOT, ", %.0f %%", 100 * share));
        svg.close();
    }

    private static String cut(String text, int most) {
        return text.length() <= Math.max(2, most) ? text : text.substring(0, Math.max(1, most - 1)) + "…";
    }

    private static void text(Html svg, String text, double x, double y, String anchor, double size) {
        BarsSvg.text(svg, text, x, y, anchor, CurveSvg.px(size));
    }
}
