package dev.parley.doctor;

import dev.parley.data.Parties;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Warnings of unusual things in a split, in sentences that say their consequence. */
final class Warnings {
    private static final int FEW_ROWS = 10;
    private static final int NAMED = 5;
    private static final double FAR = 0.6;

    private Warnings() {}

    static List<String> of(Parties split, ClassCounts counts, List<Diagnosis.PartyHealth> parties) {
        List<String> warnings = new ArrayList<>();
        tiny(counts, parties, warnings);
        oneClass(counts, parties, warnings);
        large(parties, warnings);
        rare(counts, warnings);
        far(parties, warnings);
        DriftSigns.warn(split, counts, FEW_ROWS, NAMED, warnings);
        if (split.partyTest() > 0) {
            long none = IntStream.range(0, split.size())
                    .filter(party -> split.held(party) == 0)
                    .count();
            if (none > 0) {
                warnings.add(none + " of " + split.size()
                        + " parties keep no row for a test of their own, and have no score");
            }
        }
        return warnings;
    }

    private static void tiny(ClassCounts counts, List<Diagnosis.PartyHealth> parties, List<String> warnings) {
        List<Integer> few = IntStream.range(0, parties.size())
                .filter(party -> parties.get(party).rows() < FEW_ROWS)
                .boxed()
                .toList();
        few.stream()
                .limit(NAMED)
                .forEach(party -> warnings.add(parties.get(party).name() + " has "
                        + rows(parties.get(party).rows()) + ", " + classes(counts, party)
                        + ": its updates will be noise"));
        if (few.size() > NAMED) {
            warnings.add((few.size() - NAMED) + " more parties have fewer than " + FEW_ROWS + " rows");
        }
    }

    private static String rows(int n) {
        return n + (n == 1 ? " row" : " rows");
    }

    private static String classes(ClassCounts counts, int party) {
        List<String> own = IntStream.range(0, counts.groups().size())
                .filter(group -> counts.rows().get(party).get(group) > 0)
                .mapToObj(counts.groups()::get)
                .toList();
        return own.size() == 1 ? "all " + own.get(0) : "of " + own.size() + " classes";
    }

    private static void oneClass(ClassCounts counts, List<Diagnosis.PartyHealth> parties, List<String> warnings) {
        if (counts.ordered() || counts.groups().size() < 2) {
            return;
        }
        List<String> single = parties.stream()
                .filter(party -> party.classes() == 1 && party.rows() >= FEW_ROWS)
                .map(Diagnosis.PartyHealth::name)
                .toList();
        if (!single.isEmpty()) {
            warnings.add(single.stream().limit(NAMED).collect(Collectors.joining(", "))
                    + (single.size() > NAMED ? " and " + (single.size() - NAMED) + " more" : "")
                    + (single.size() == 1 ? " has" : " have")
                    + " one class only: a model of "
                    + (single.size() == 1 ? "its" : "their")
                    + " own learns nothing, and "
                    + (single.size() == 1 ? "its updates pull" : "their updates pull")
                    + " towards it; fewer local epochs, or client(scaffold()), help");
        }
    }

    private static void large(List<Diagnosis.PartyHealth> parties, List<String> warnings) {
        parties.stream()
                .filter(party -> parties.size() > 2 && party.share() > 0.5)
                .forEach(party -> warnings.add(String.format(
                        Locale.ROOT,
                        "%s has %.0f %% of all rows: a mean weighted by rows is nearly its model; aggregate(mean()) counts"
                                + " each party once",
                        party.name(),
                        100 * party.share())));
    }

    private static void rare(ClassCounts counts, List<String> warnings) {
        if (counts.ordered()) {
            return;
        }
        for (int group = 0; group < counts.groups().size(); group++) {
            int place = group;
            long holders =
                    counts.rows().stream().filter(row -> row.get(place) > 0).count();
            if (holders == 1 && counts.parties().size() > 2) {
                int holder = IntStream.range(0, counts.parties().size())
                        .filter(party -> counts.rows().get(party).get(place) > 0)
                        .findFirst()
                        .orElseThrow();
                warnings.add("class " + counts.groups().get(group) + " is at "
                        + counts.parties().get(holder)
                        + " alone: rules that leave out what is unlike the others lose it");
            }
        }
    }

    private static void far(List<Diagnosis.PartyHealth> parties, List<String> warnings) {
        long far = parties.stream().filter(party -> party.jensenShannon() > FAR).count();
        if (parties.size() > 2 && far > parties.size() / 2) {
            warnings.add(far + " of " + parties.size()
                    + " parties have little in common with the whole: expect slow and restless rounds, and robust rules"
                    + " that take honest parties for attackers; bucketing(2, rule) helps these");
        }
    }
}
