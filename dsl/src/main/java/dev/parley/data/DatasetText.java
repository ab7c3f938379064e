package dev.parley.data;

import dev.parley.example.Task;
import dev.parley.partition.HoldOut;
import dev.parley.table.Content;
import dev.parley.table.ImageContent;
import dev.parley.table.Target;
import dev.parley.table.TextTable;
import java.util.List;

/** A data set as text: a line of what it is, a line of its parts, a table of its classes. */
final class DatasetText {
    private DatasetText() {}

    static String of(Dataset data) {
        if (data.choices().target().isEmpty()) {
            return data.name() + ": " + data.size() + " rows, "
                    + data.content().columns().size() + " columns, no target yet\n";
        }
        Target target = data.target();
        HoldOut.Parts parts = data.parts();
        StringBuilder text = new StringBuilder(
                data.name() + ": " + data.size() + " rows, " + features(data) + ", target " + target.name() + "\n");
        if (data.source().whole().isPresent()) {
            return text.append("a part of ")
                    .append(data.source().whole().get())
                    .append("; trained on by itself, it holds out test rows of its own\n")
                    .append(classes(data, target))
                    .toString();
        }
        int test = data.official().map(Content::size).orElse(parts.test().length);
        text.append(parts.train().length).append(" rows for training, ");
        if (parts.valid().length > 0) {
            text.append(parts.valid().length).append(" for validation, ");
        }
        text.append(test)
                .append(held(data))
                .append(" (seed " + data.choices().held().seed() + ")\n");
        return text.append(classes(data, target)).toString();
    }

    private static String held(Dataset data) {
        if (data.choices().held().testRows().isPresent()) {
            return " test rows of their own";
        }
        return data.official().isPresent() ? " official test rows" : " held out for the test";
    }

    private static String features(Dataset data) {
        if (data.content() instanceof ImageContent images) {
            return "images of " + images.height() + " x " + images.width();
        }
        long used = data.content().columns().stream()
                .filter(data.featureChoices()::uses)
                .count();
        return used + (used == 1 ? " column" : " columns");
    }

    private static String classes(Dataset data, Target target) {
        TextTable table = new TextTable();
        if (target.task() == Task.REGRESSION) {
            return table.line(List.of("target", "least", "mean", "most"))
                    .line(numbers(target.name(), target.values()))
                    .toString();
        }
        long[] counts = new long[target.classes().size()];
        for (float value : target.values()) {
            counts[(int) value]++;
        }
        if (data.official().isPresent()) {
            Target test = data.test().target();
            for (float value : test.values()) {
                int place = target.classes().indexOf(test.classes().get((int) value));
                counts[Math.max(place, 0)] += place < 0 ? 0 : 1;
            }
        }
        table.line(List.of("class", "rows"));
        for (int i = 0; i < counts.length; i++) {
            table.line(List.of(target.classes().get(i), Long.toString(counts[i])));
        }
        return table.toString();
    }

    private static List<String> numbers(String name, float[] values) {
        double sum = 0;
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            sum += value;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return List.of(name, number(least), number(sum / values.length), number(most));
    }

    /** Four digits are enough to look at. */
    static String number(double value) {
        return String.format(java.util.Locale.ROOT, "%.4g", value);
    }
}
