package dev.parley.plot;

import dev.parley.result.PartyQuantiles;
import dev.parley.result.RoundResult;
import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Between which scores the parties lie on their own rows, at each round of {@code evaluateParties(k)}.
 *
 * @param x what was paid until then
 * @param low the 10th percentile over the parties
 * @param high the 90th percentile
 */
record Band(List<Double> x, List<Double> low, List<Double> high) {
    static final String LABEL = "10th to 90th percentile of the parties, each on its own rows";

    static Band of(Run run, Against against) {
        Band band = new Band(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        double paid = 0;
        for (RoundResult round : run.rounds()) {
            paid += against.of(round, run);
            Optional<PartyQuantiles> spread = PartyQuantiles.of(round);
            if (spread.isPresent()) {
                band.x.add(paid);
                band.low.add(spread.get().low());
                band.high.add(spread.get().high());
            }
        }
        return band;
    }

    /** One round has no width to be filled. */
    boolean drawn() {
        return x.size() > 1;
    }

    /** Around the band: along its lower edge, and back along its upper. */
    Points outline() {
        List<Double> around = new ArrayList<>(x);
        List<Double> edges = new ArrayList<>(low);
        for (int i = x.size() - 1; i >= 0; i--) {
            around.add(x.get(i));
            edges.add(high.get(i));
        }
        return new Points(around, edges);
    }
}
