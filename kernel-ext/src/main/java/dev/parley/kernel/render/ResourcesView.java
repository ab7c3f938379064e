package dev.parley.kernel.render;

import dev.parley.run.Resources;

/** View of the executors' work: a row an executor, and behind it every piece of work. */
final class ResourcesView {
    private ResourcesView() {}

    static Bundle of(Resources resources) {
        Html html = Html.view().leaf("div", resources.title(), "class", "p-name");
        html.add(TableView.body(resources.workers()));
        html.open("details").leaf("summary", "every piece of work", "class", "p-cap");
        html.add(TableView.body(resources.table())).close();
        return Bundle.text(resources.toString()).html(html);
    }
}
