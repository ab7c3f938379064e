package dev.parley.partition;

import dev.parley.num.Seed;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DirichletSampler;

/**
 * Skews the classes: each class is divided in shares p ~ Dir(alpha, .., alpha) of its own.
 *
 * <p>Small alphas give a party few classes, large ones nearly the same of all. The whole draw is made again, up to 1000
 * times, until every party has its least number of rows, so what comes out is Dirichlet under that condition. Source:
 * M. Yurochkin et al., "Bayesian nonparametric federated learning of neural networks", ICML 2019, section 4. Cost: a
 * draw takes time in the number of rows.
 *
 * @param alpha concentration, from 0.0001 to 1000000
 * @param minRows the fewest rows of a party, from 1
 */
public record Dirichlet(double alpha, int minRows) implements Partition {
    public Dirichlet {
        Deal.checkConcentration("dirichlet", alpha);
        Deal.checkMinRows(minRows);
    }

    /** With at least one row a party. */
    public Dirichlet(double alpha) {
        this(alpha, 1);
    }

    /**
     * The same with another least number of rows a party; default 1.
     *
     * @param rows at least 1, else a DataException; the draw is made again, at most 1000 times, until all have as many
     */
    public Dirichlet minRows(int rows) {
        return new Dirichlet(alpha, rows);
    }

    @Override
    public List<int[]> deal(Rows rows, int parties, Seed seed) {
        if (parties == 1) {
            return new Iid().deal(rows, 1, seed);
        }
        return Deal.untilEnough(
                rows,
                parties,
                minRows,
                this,
                draw -> draw(rows, parties, seed.at("dirichlet", draw)),
                () -> "raise alpha, ask for fewer parties" + (minRows == 1 ? "" : " or lower minRows"));
    }

    private List<int[]> draw(Rows rows, int parties, Seed seed) {
        UniformRandomProvider random = seed.random();
        DirichletSampler shares = DirichletSampler.symmetric(random, parties, alpha);
        List<List<int[]>> dealt = new ArrayList<>();
        for (int party = 0; party < parties; party++) {
            dealt.add(new ArrayList<>());
        }
        for (int group = 0; group < rows.groupCount(); group++) {
            int[] members = rows.ofGroup(group);
            seed.at("group", group).shuffle(members);
            List<int[]> slices = Deal.inShares(members, shares.sample());
            for (int party = 0; party < parties; party++) {
                dealt.get(party).add(slices.get(party));
            }
        }
        return dealt.stream().map(Deal::join).toList();
    }

    @Override
    public String toString() {
        return "dirichlet(" + alpha + ")" + Deal.minRowsText(minRows);
    }
}
