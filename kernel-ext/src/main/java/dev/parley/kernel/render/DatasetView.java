package dev.parley.kernel.render;

import dev.parley.data.Dataset;
import dev.parley.example.Task;
import dev.parley.fault.DataException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A data set: what is predicted, and how many rows are for what. */
final class DatasetView {
    private static final int CLASSES = 12;

    private DatasetView() {}

    static Bundle of(Dataset data) {
        Html html = Html.view().open("div", "class", "p-name").text(data.name() + " ");
        html.leaf("span", String.format(Locale.ROOT, "%,d rows", data.size()), "class", "p-faint")
                .close();
        Optional<Task> task = task(data);
        html.open("table", "class", "p-table").open("tbody");
        if (task.isEmpty()) {
            fact(html, "target", "not said yet: .target(\"column\")");
        } else {
            fact(html, "target", data.targetName());
            fact(html, "task", task.get() == Task.CLASSIFICATION ? "classes" : "a number");
            // The second line of its text says what is for training and what is held out.
            data.toString().lines().skip(1).findFirst().ifPresent(line -> fact(html, "rows", line));
            if (task.get() == Task.CLASSIFICATION) {
                fact(html, "classes", classes(data.classes()));
            }
        }
        html.close().close();
        return Bundle.text(data.toString()).html(html);
    }

    private static void fact(Html html, String name, String value) {
        html.open("tr").leaf("td", name, "class", "p-faint").leaf("td", value).close();
    }

    private static String classes(List<String> classes) {
        String first = String.join(", ", classes.subList(0, Math.min(CLASSES, classes.size())));
        return classes.size() > CLASSES ? first + " and " + (classes.size() - CLASSES) + " more" : first;
    }

    private static Optional<Task> task(Dataset data) {
        try {
            return Optional.of(data.task());
        } catch (DataException noTarget) {
            return Optional.empty();
        }
    }
}
