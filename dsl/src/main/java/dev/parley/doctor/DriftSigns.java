package dev.parley.doctor;

import dev.parley.data.Parties;
import dev.parley.partition.Drifting;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Distances between the rows of a party's phases, where rows drift. */
final class DriftSigns {
    private DriftSigns() {}

    /** The mean Jensen-Shannon distance of a phase's classes to those of all of the party's rows, by rows; 0 where none drift. */
    static double distance(Parties split, ClassCounts counts) {
        ClassCounts parts = counts.byPhase(split);
        double sum = 0;
        double all = 0;
        int line = 0;
        for (int party = 0; party < split.size(); party++) {
            double[] own = Distances.shares(counts.rows().get(party));
            int phases = (int) split.party(party).sizes().count();
            for (int at = 0; at < phases; at++, line++) {
                int rows = parts.total(line);
                sum += rows
                        * Distances.jensenShannon(Distances.shares(parts.rows().get(line)), own);
                all += rows;
            }
        }
        return all == 0 ? 0 : sum / all;
    }

    /** Sentences, where rows drift. */
    static void warn(Parties split, ClassCounts counts, int few, int named, List<String> warnings) {
        split.changes().stream().filter(Drifting.class::isInstance).forEach(change -> {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s; its classes there are %.2f (Jensen-Shannon) from those of all its rows: what one phase teaches, the"
                            + " next may take away",
                    ((Drifting) change).note(),
                    distance(split, counts)));
            small(split, few, named, warnings);
        });
    }

    private static void small(Parties split, int few, int named, List<String> warnings) {
        int found = 0;
        for (var party : split.all()) {
            List<Integer> sizes = party.sizes().boxed().toList();
            int least = Collections.min(sizes);
            if (party.size() >= few && least < few && ++found <= named) {
                warnings.add(party.name() + " has " + least + (least == 1 ? " row" : " rows") + " in phase "
                        + (sizes.indexOf(least) + 1) + " of " + sizes.size() + ": its updates will be noise then");
            }
        }
        if (found > named) {
            warnings.add((found - named) + " more parties have fewer than " + few + " rows in a phase");
        }
    }
}
