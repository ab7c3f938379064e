package dev.parley.data;

import dev.parley.feature.FeatureFit;
import dev.parley.partition.ByColumn;
import dev.parley.partition.Drifting;
import dev.parley.table.Columns;
import dev.parley.table.Content;
import dev.parley.table.TableContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tech.tablesaw.columns.Column;

/** Notes on a split for the user: how columns were read, values that were filled, parties that are left out. */
final class PartiesNotes {
    /** Policies that are told one by one. */
    private static final int POLICIES = 3;

    private PartiesNotes() {}

    static List<String> of(DealtParties parties, RoundZero zero, FeatureFit fit) {
        Dataset data = parties.dataset();
        List<String> notes = new ArrayList<>(zero.notes(parties.partition() instanceof ByColumn by ? by.column() : ""));
        notes.addAll(fit.notes());
        if (data.official().isPresent()) {
            data.choices()
                    .held()
                    .shares()
                    .ifPresent(shares -> notes.add(data.name() + " keeps its "
                            + data.official().map(Content::size).orElse(0) + " official test rows; "
                            + shares
                            + (shares.valid() > 0 ? " divides the others" : " changes nothing")));
        }
        parties.changes().stream()
                .filter(Drifting.class::isInstance)
                .map(change -> ((Drifting) change).note())
                .forEach(notes::add);
        alike(parties).ifPresent(notes::add);
        parties.policies().list().stream()
                .limit(POLICIES)
                .map(each -> parties.names().get(each.party()) + " has a policy on what leaves it: " + each.policy())
                .forEach(notes::add);
        vanished(parties).ifPresent(notes::add);
        if (parties.partyTest() > 0) {
            long none = IntStream.range(0, parties.size())
                    .filter(party -> parties.held(party) == 0)
                    .count();
            if (none > 0) {
                notes.add("partyTest(" + parties.partyTest() + "): " + none + " of " + parties.size()
                        + " parties have too few rows of each class to keep any, and have no score of their own");
            }
        }
        return List.copyOf(notes);
    }

    /** Classes that differ in case or in blanks alone. */
    private static Optional<String> alike(DealtParties parties) {
        Map<String, String> seen = new HashMap<>();
        for (String name : parties.shape().classes()) {
            String other = seen.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), name);
            if (other != null) {
                return Optional.of("the classes \"" + other + "\" and \"" + name
                        + "\" differ in case or blanks alone, and are two; correct them where they are one");
            }
        }
        return Optional.empty();
    }

    /** Values of the column of a split by column whose rows were all held out. */
    private static Optional<String> vanished(DealtParties parties) {
        if (!(parties.partition() instanceof ByColumn by)
                || !parties.tell()
                || !(parties.dataset().content() instanceof TableContent table)) {
            return Optional.empty();
        }
        Column<?> column = table.column(by.column());
        List<String> gone = IntStream.range(0, column.size())
                .filter(row -> !column.isMissing(row))
                .mapToObj(row -> Columns.label(column, row))
                .distinct()
                .filter(name -> !parties.names().contains(name))
                .sorted()
                .toList();
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of(by + ": " + String.join(", ", gone)
                        + (gone.size() == 1
                                ? " is no party, as all of its rows are"
                                : " are no parties, as all of their rows are")
                        + " held out for the test; hold out fewer rows, or by another seed");
    }
}
