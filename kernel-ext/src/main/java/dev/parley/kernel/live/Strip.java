package dev.parley.kernel.live;

import dev.parley.kernel.render.CurveSvg;
import dev.parley.kernel.render.Html;
import dev.parley.message.Member;
import dev.parley.personal.Ifca;
import dev.parley.plot.Palette;
import dev.parley.result.Part;
import dev.parley.result.PartyResult;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The parties of a training as small squares: how much each has, who is training now, who failed. */
final class Strip {
    private static final int A_LINE = 50;
    private static final int MOST = 400;
    private static final double WIDTH = 620;
    private static final int NAMED = 10;
    private static final String ATTACKS = "#8e44ad";

    private final Set<String> attackers;
    private final List<Member> members;
    private final int largest;
    private final BitSet working = new BitSet();
    private final BitSet failed = new BitSet();
    private final BitSet gone = new BitSet();
    private final Map<Integer, Integer> clusters = new TreeMap<>();

    Strip(List<Member> members, Set<String> attackers) {
        this.attackers = Set.copyOf(attackers);
        this.members = List.copyOf(members);
        this.largest = members.stream().mapToInt(Member::examples).max().orElse(1);
    }

    void begin(List<Integer> cohort) {
        working.clear();
        cohort.forEach(working::set);
        cohort.forEach(gone::clear);
    }

    void done(PartyResult result) {
        working.clear(result.party().index());
        failed.set(result.party().index(), result.hasFailed());
        gone.set(result.party().index(), result.part() == Part.LEFT);
        Double cluster = result.measures().get(Ifca.CLUSTER);
        if (cluster != null) {
            clusters.put(result.party().index(), cluster.intValue());
        }
    }

    /** Nobody trains any more. */
    void rest() {
        working.clear();
    }

    /** Parties whose last answer was a failure. */
    int failures() {
        return failed.cardinality();
    }

    /** One party is no federation: nothing is drawn. */
    Html drawn() {
        Html html = Html.fragment();
        if (members.size() < 2) {
            return html;
        }
        int shown = Math.min(MOST, members.size());
        int columns = Math.min(A_LINE, shown);
        double pitch = Math.min(40, WIDTH / columns);
        int lines = (shown + columns - 1) / columns;
        html.open("svg", "viewBox", "0 0 620 " + (lines * 13 + 3), "width", 620, "role", "img", "aria-label", label());
        for (int i = 0; i < shown; i++) {
            square(html, members.get(i), 1.5 + i % columns * pitch, 1.5 + i / columns * 13, pitch - 3.5);
        }
        html.close();
        String more = shown < members.size() ? "the first " + shown + " of " + members.size() + " " : "";
        html.open("div", "class", "p-cap");
        html.text(more + "parties: stronger = more rows, outlined = training now, red cross = failed"
                + (gone.isEmpty() ? "" : ", dashed = left its last round")
                + (clusters.isEmpty() ? "" : ", color = cluster")
                + (attackers.isEmpty() ? "" : ", violet = attacks"));
        if (failures() > 0) {
            html.text(" (").leaf("code", "run.partyTable()").text(" says why)");
        }
        return html.close();
    }

    private void square(Html svg, Member member, double left, double top, double wide) {
        boolean bad = failed.get(member.index());
        boolean now = working.get(member.index());
        double strength = 0.22 + 0.78 * member.examples() / Math.max(1, largest);
        svg.open(
                "rect",
                "x",
                CurveSvg.px(left),
                "y",
                CurveSvg.px(top),
                "width",
                CurveSvg.px(wide),
                "height",
                10,
                "rx",
                2,
                "fill",
                bad ? "#c0392b" : attackers.contains(member.name()) ? ATTACKS : Palette.hex(color(member)),
                "fill-opacity",
                bad ? "1" : String.format(Locale.ROOT, "%.2f", strength),
                "stroke",
                now ? "#e0a100" : "none",
                "stroke-width",
                2);
        svg.leaf(
                "title",
                member.name() + ", " + member.examples() + " rows"
                        + (clusters.containsKey(member.index()) ? ", cluster " + clusters.get(member.index()) : "")
                        + (attackers.contains(member.name()) ? ", attacks" : "") + (bad ? ", failed" : "")
                        + (gone.get(member.index()) ? ", left" : "")
                        + (now ? ", training" : ""));
        svg.close();
        if (gone.get(member.index())) {
            String round = "M%1$s %3$s H%2$s V%4$s H%1$s Z"
                    .formatted(CurveSvg.px(left), CurveSvg.px(left + wide), CurveSvg.px(top), CurveSvg.px(top + 10));
            svg.open(
                            "path",
                            "d",
                            round,
                            "fill",
                            "none",
                            "stroke",
                            "#7f8c8d",
                            "stroke-width",
                            2,
                            "stroke-dasharray",
                            "3 2")
                    .close();
        }
        if (bad) {
            double mid = left + wide / 2;
            String cross = "M%1$s %3$s L%2$s %4$s M%1$s %4$s L%2$s %3$s"
                    .formatted(CurveSvg.px(mid - 3), CurveSvg.px(mid + 3), CurveSvg.px(top + 2), CurveSvg.px(top + 8));
            svg.open("path", "d", cross, "stroke", "#fff", "stroke-width", 1.5).close();
        }
    }

    /** Color of its cluster, where there are clusters. */
    private int color(Member member) {
        return clusters.getOrDefault(member.index(), 1) - 1;
    }

    private String label() {
        List<String> names = new ArrayList<>();
        members.stream().filter(each -> failed.get(each.index())).limit(NAMED).forEach(each -> names.add(each.name()));
        return members.size() + " parties, " + working.cardinality() + " training now, " + failures() + " failed"
                + (gone.isEmpty() ? "" : ", " + gone.cardinality() + " left")
                + (attackers.isEmpty() ? "" : ", " + attackers.size() + " attack")
                + (names.isEmpty() ? "" : ": " + String.join(", ", names));
    }
}
