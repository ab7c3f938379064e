package dev.parley.data;

import dev.parley.feature.DateParts;
import dev.parley.feature.FeatureChoices;
import dev.parley.table.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The columns that are features, from all that was said of them. */
final class ColumnUse {
    private ColumnUse() {}

    static FeatureChoices of(Target target, DataChoices choices, List<String> columns) {
        ColumnChoices said = choices.columns();
        Set<String> without = new LinkedHashSet<>(said.without());
        Set<String> telling = new LinkedHashSet<>(Set.of(target.name()));
        choices.target().ifPresent(rule -> telling.addAll(rule.from()));
        without.addAll(telling);
        without.remove(target.name());
        choices.held().latest().ifPresent(latest -> without.add(latest.column()));
        for (DateParts date : said.dates()) {
            // a date that is the target is told by each of its numbers
            boolean left = said.without().contains(date.column())
                    || telling.contains(date.column())
                    || telling.stream().anyMatch(date::makes);
            columns.stream()
                    .filter(name -> left && date.makes(name) && !name.equals(target.name()))
                    .forEach(without::add);
            without.add(date.column());
        }
        if (!said.only().isEmpty()) {
            columns.stream()
                    .filter(name -> !said.only().contains(name)
                            && said.dates().stream()
                                    .noneMatch(date -> said.only().contains(date.column()) && date.makes(name)))
                    .forEach(without::add);
        }
        return new FeatureChoices(
                said.features(),
                target.name(),
                target.task(),
                without,
                said.scaling(),
                Set.copyOf(said.categories()),
                said.dates());
    }
}
