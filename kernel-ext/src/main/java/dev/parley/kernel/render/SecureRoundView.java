package dev.parley.kernel.render;

import dev.parley.plot.Palette;
import dev.parley.run.SecureRound;

/** A round under masks: how a masked vector lies in the ring, the mean beside it, and a table of costs by step. */
final class SecureRoundView {
    private static final double WIDE = 580;
    private static final double TALL = 80;

    private SecureRoundView() {}

    static Bundle of(SecureRound round) {
        Html html = Html.view().leaf("div", round.title(), "class", "p-name");
        html.leaf("div", round.maskedWords());
        html.add(parts(round));
        html.leaf("div", round.partsWords(), "class", "p-cap");
        html.leaf("div", round.meanWords());
        html.add(TableView.body(round.table()));
        return Bundle.text(round.toString()).html(html);
    }

    /** A bar for each equal part of the ring. */
    private static Html parts(SecureRound round) {
        double most = round.parts().stream().mapToDouble(each -> each).max().orElse(1);
        double pitch = WIDE / round.parts().size();
        Html svg = Html.fragment()
                .open(
                        "svg",
                        "viewBox",
                        "0 0 620 " + CurveSvg.px(TALL + 18),
                        "width",
                        620,
                        "role",
                        "img",
                        "aria-label",
                        "Numbers of the masked vector by part of the ring: " + round.partsWords());
        for (int part = 0; part < round.parts().size(); part++) {
            double high = TALL * round.parts().get(part) / most;
            svg.open(
                    "rect",
                    "x",
                    CurveSvg.px(20 + part * pitch),
                    "y",
                    CurveSvg.px(TALL - high),
                    "width",
                    CurveSvg.px(pitch - 2),
                    "height",
                    CurveSvg.px(high),
                    "fill",
                    Palette.hex(0));
            svg.leaf(
                    "title",
                    String.format(
                            java.util.Locale.ROOT, "%.0f numbers", round.parts().get(part)));
            svg.close();
        }
        label(svg, "0", 20, "start");
        label(svg, "2^" + round.bits(), 20 + WIDE, "end");
        return svg.close();
    }

    private static void label(Html svg, String text, double x, String anchor) {
        svg.leaf(
                "text",
                text,
                "x",
                CurveSvg.px(x),
                "y",
                CurveSvg.px(TALL + 13),
                "text-anchor",
                anchor,
                "font-size",
                10.5,
                "fill",
                "currentColor");
    }
}
