package dev.parley.kernel.render;

import dev.parley.plan.Choice;
import dev.parley.plan.Plan;
import org.jspecify.annotations.Nullable;

/** A plan as a table of its choices: what was said, and what holds where nothing was. */
final class PlanView {
    private PlanView() {}

    static Bundle of(Plan plan) {
        Html html = Html.view()
                .open("div", "class", "p-name")
                .text(plan.name().map(name -> name + " · ").orElse("") + plan.kind() + "() ");
        html.leaf("span", "a plan: nothing is trained yet", "class", "p-faint").close();
        html.open("div", "class", "p-wide")
                .open("table", "class", "p-table")
                .open("thead")
                .open("tr");
        html.leaf("th", "choice")
                .leaf("th", "value")
                .leaf("th", "")
                .close()
                .close()
                .open("tbody");
        for (Choice choice : Choice.values()) {
            if (choice.suits(plan.kind())) {
                row(html, plan, choice);
            }
        }
        html.close().close().close();
        html.open("div", "class", "p-cap").leaf("code", plan).close();
        return Bundle.text(plan.toString()).html(html);
    }

    private static void row(Html html, Plan plan, Choice choice) {
        Object said = plan.said().get(choice);
        html.open("tr").leaf("td", choice.word());
        html.open("td").leaf(said == null ? "span" : "b", value(said == null ? choice.standard() : said, choice));
        html.close()
                .leaf("td", said == null ? "default" : "said", "class", "p-faint")
                .close();
    }

    private static String value(@Nullable Object value, Choice choice) {
        if (value != null) {
            boolean lambda = value.getClass().isSynthetic() || value.getClass().isHidden();
            return lambda ? "your own rule" : value.toString();
        }
        return switch (choice) {
            case PARTIES, PARTITION -> "as the data is split";
            case MIN_PARTIES -> "all of a round's cohort that stay";
            default -> "depends on the data";
        };
    }
}
