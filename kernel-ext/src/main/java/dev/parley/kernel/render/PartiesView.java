package dev.parley.kernel.render;

import dev.parley.data.Parties;
import dev.parley.doctor.ClassCounts;

/** View of the parties' rows: stacked bars of classes a party, and the same numbers as a table. */
final class PartiesView {
    private static final int BARS = 30;
    private static final int COLUMNS = 200;
    private static final int LEGEND = 12;

    private PartiesView() {}

    static Bundle of(Parties parties) {
        return parties.elsewhere().isPresent() ? elsewhere(parties) : here(parties);
    }

    /** Shows rows that lie elsewhere, of which nothing is known but their number. */
    private static Bundle elsewhere(Parties parties) {
        Html html = Html.view().open("div", "class", "p-name").text(parties.name() + " ");
        String first = parties.toString().lines().findFirst().orElse("");
        html.leaf("span", first.substring(first.indexOf(": ") + 2), "class", "p-faint")
                .close();
        for (String note : parties.notes()) {
            html.leaf("div", note, "class", "p-cap");
        }
        return Bundle.text(parties.toString()).html(html.add(TableView.body(parties.table())));
    }

    private static Bundle here(Parties parties) {
        ClassCounts counts = ClassCounts.of(parties, BARS);
        int bars = counts.parties().size();
        boolean many = bars > BARS;
        int shown = many ? Math.min(COLUMNS, bars) : bars;
        String title = parties.size() + (parties.size() == 1 ? " party by " : " parties by ") + parties.how()
                + ", seed " + parties.seed();
        Html html = Html.view().open("div", "class", "p-name").text(parties.name() + " ");
        html.leaf("span", title, "class", "p-faint").close();
        html.add(BarsSvg.legend(counts, LEGEND));
        String label = label(counts);
        html.add(many ? BarsSvg.upright(counts, shown, label) : BarsSvg.of(counts, shown, label));
        if (shown < bars) {
            html.leaf(
                    "div",
                    "the first " + shown + " of " + parties.size() + " parties; plot(..) draws them all",
                    "class",
                    "p-cap");
        }
        for (String note : parties.notes()) {
            html.leaf("div", note, "class", "p-cap");
        }
        html.open("details")
                .leaf("summary", "rows of each " + (counts.ordered() ? "fifth" : "class"), "class", "p-cap");
        html.add(TableView.body(parties.table())).close();
        return Bundle.text(parties.toString()).html(html);
    }

    private static String label(ClassCounts counts) {
        StringBuilder text = new StringBuilder("Rows of each class a party.");
        for (int party = 0; party < Math.min(counts.parties().size(), LEGEND); party++) {
            text.append(' ').append(counts.parties().get(party)).append(':');
            for (int group = 0; group < Math.min(LEGEND, counts.groups().size()); group++) {
                text.append(group == 0 ? " " : ", ")
                        .append(counts.rows().get(party).get(group))
                        .append(' ')
                        .append(counts.groups().get(group));
            }
            text.append('.');
        }
        return text.toString();
    }
}
