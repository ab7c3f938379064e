package dev.parley.partition;

import dev.parley.num.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.DirichletSampler;

/**
 * Skews the sizes: the shuffled rows are cut in shares p ~ Dir(alpha, .., alpha), drawn again up to 1000 times until
 * every party has its least number of rows.
 *
 * <p>Source: Q. Li et al., "Federated learning on non-IID data silos", ICDE 2022, section IV.
 *
 * @param alpha concentration, from 0.0001 to 1000000
 * @param minRows the fewest rows of a party, from 1
 */
public record QuantitySkew(double alpha, int minRows) implements Partition {
    public QuantitySkew {
        Deal.checkConcentration("quantitySkew", alpha);
        Deal.checkMinRows(minRows);
    }

    /** With at least one row a party. */
    public QuantitySkew(double alpha) {
        this(alpha, 1);
    }

    /**
     * The same with another least number of rows a party; default 1.
     *
     * @param rows at least 1, else a DataException; the draw is made again, at most 1000 times, until all have as many
     */
    public QuantitySkew minRows(int rows) {
        return new QuantitySkew(alpha, rows);
    }

    @Override
    public List<int[]> deal(Rows rows, int parties, Seed seed) {
        int[] all = IntStream.range(0, rows.size()).toArray();
        seed.at("quantity rows").shuffle(all);
        if (parties == 1) {
            return List.of(all);
        }
        return Deal.untilEnough(
                rows,
                parties,
                minRows,
                this,
                draw -> Deal.inShares(
                        all,
                        DirichletSampler.symmetric(seed.at("quantity", draw).random(), parties, alpha)
                                .sample()),
                () -> "raise alpha, ask for fewer parties" + (minRows == 1 ? "" : " or lower minRows"));
    }

    @Override
    public String toString() {
        return "quantitySkew(" + alpha + ")" + Deal.minRowsText(minRows);
    }
}
