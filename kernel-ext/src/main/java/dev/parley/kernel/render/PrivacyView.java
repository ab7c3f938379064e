package dev.parley.kernel.render;

import dev.parley.account.Account;
import dev.parley.account.Spending;
import dev.parley.plan.Accounts;
import dev.parley.run.PrivacyReport;

/** An account of privacy: a line a reader, with epsilon by two methods, and what has to be known beside the numbers. */
final class PrivacyView {
    private PrivacyView() {}

    static Bundle of(PrivacyReport report) {
        Html html = Html.view().open("div", "class", "p-name").text(report.name() + " ");
        html.leaf("span", "what it has spent of privacy", "class", "p-faint").close();
        if (report.seeded()) {
            html.leaf("div", "⚠ " + Accounts.NOT_PRIVATE, "class", "p-bad");
        }
        for (Account account : report.accounts()) {
            html.leaf(
                    "div",
                    "one " + account.unit() + " of " + account.units() + ", " + account.neighbors() + ", at "
                            + account.delta(),
                    "class",
                    "p-cap");
            html.open("table", "class", "p-table").open("thead").open("tr");
            html.leaf("th", "against")
                    .leaf("th", "epsilon")
                    .leaf("th", "by RDP")
                    .leaf("th", "of");
            html.close().close().open("tbody");
            row(html, "readers of the model", account, account.readers(), "");
            row(html, "the coordinator", account, account.coordinator(), account.open());
            html.close().close();
            account.warnings().forEach(warning -> html.leaf("div", "⚠ " + warning, "class", "p-bad"));
        }
        return Bundle.text(report.toString()).html(html);
    }

    private static void row(Html html, String against, Account account, Spending spent, String open) {
        html.open("tr").leaf("td", against);
        if (!open.isEmpty()) {
            html.leaf("td", "no guarantee").leaf("td", "").leaf("td", "since " + open);
        } else {
            html.leaf("td", Scores.number(spent.pld(account.delta()).high()))
                    .leaf("td", Scores.number(spent.rdp(account.delta()).epsilon()))
                    .leaf("td", spent.toString());
        }
        html.close();
    }
}
