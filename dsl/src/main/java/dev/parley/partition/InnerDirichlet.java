package dev.parley.partition;

import dev.parley.num.Seed;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DirichletSampler;

/**
 * Skews the classes and keeps the sizes: each party draws its own shares of classes q ~ Dir(alpha, .., alpha), and then row
 * by row, without replacement, a class by q and a row of it. Where a class has run out, q is that of the others.
 *
 * <p>Parties take turns, so that nobody chooses first. Sizes differ by one at most. Source: T.-M. H. Hsu, H. Qi, M. Brown,
 * "Measuring the effects of non-identical data distribution for federated visual classification", 2019; D. A. E. Acar et
 * al., "Federated learning based on dynamic regularization", ICLR 2021.
 *
 * @param alpha concentration, from 0.0001 to 1000000
 */
public record InnerDirichlet(double alpha) implements Partition {
    public InnerDirichlet {
        Deal.checkConcentration("innerDirichlet", alpha);
    }

    @Override
    public List<int[]> deal(Rows rows, int parties, Seed seed) {
        int groups = rows.groupCount();
        int[][] left = new int[groups][];
        int[] next = new int[groups];
        for (int group = 0; group < groups; group++) {
            left[group] = rows.ofGroup(group);
            seed.at("inner group", group).shuffle(left[group]);
        }
        double[][] wanted = new double[parties][];
        UniformRandomProvider[] random = new UniformRandomProvider[parties];
        List<List<Integer>> dealt = new ArrayList<>();
        for (int party = 0; party < parties; party++) {
            random[party] = seed.at("inner party", party).random();
            wanted[party] = groups == 1
                    ? new double[] {1}
                    : DirichletSampler.symmetric(random[party], groups, alpha).sample();
            dealt.add(new ArrayList<>());
        }
        for (int row = 0; row < rows.size(); row++) {
            int party = row % parties;
            int group = draw(wanted[party], left, next, random[party]);
            dealt.get(party).add(left[group][next[group]++]);
        }
        return dealt.stream()
                .map(own -> own.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** A class that has rows left: by the party's shares, or where these are all 0, by what is left. */
    private static int draw(double[] shares, int[][] left, int[] next, UniformRandomProvider random) {
        double sum = 0;
        int rest = 0;
        for (int group = 0; group < shares.length; group++) {
            sum += next[group] < left[group].length ? shares[group] : 0;
            rest += left[group].length - next[group];
        }
        double at = random.nextDouble() * (sum > 0 ? sum : rest);
        int last = -1;
        for (int group = 0; group < shares.length; group++) {
            int there = left[group].length - next[group];
            if (there > 0) {
                last = group;
                at -= sum > 0 ? shares[group] : there;
                if (at < 0) {
                    return group;
                }
            }
        }
        return last;
    }

    @Override
    public String toString() {
        return "innerDirichlet(" + alpha + ")";
    }
}
