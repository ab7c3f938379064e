package dev.parley.cohort;

import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import dev.parley.num.Seed;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A number m of parties, drawn without replacement with probability m n_i / sum of n_j, which is 1 where it would be more:
 * systematic sampling in a random order (Madow, Annals of Mathematical Statistics 1949).
 *
 * <p>The probabilities are exact, so that the plain mean of the drawn updates is, over draws, the mean of all weighted by
 * rows: {@code aggregate(mean())} is unbiased for it unless a party alone has more than one m-th of all rows, and {@code
 * weightedMean()} counts rows twice. Li et al. (ICLR 2020, scheme I) draw with replacement, for the same mean.
 *
 * @param count m; 0 is a tenth of the parties, at least 1
 */
public record Importance(int count) implements TenthOrCount {
    public Importance {
        TenthOrCount.check("importance", count);
    }

    @Override
    public int[] draw(Turn turn, List<Member> all, CoordinatorSide here, Exchange ask) {
        double[] chances = chances(all, size(all.size()));
        Seed seed = here.draws().named("cohort", turn.round());
        int[] order = IntStream.range(0, all.size()).toArray();
        seed.shuffle(order);
        boolean[] drawn = new boolean[order.length];
        double next = seed.at("start").random().nextDouble();
        double sum = 0;
        for (int party : order) {
            if (chances[party] >= 1) {
                drawn[party] = true;
                continue;
            }
            sum += chances[party];
            if (sum > next) {
                drawn[party] = true;
                next++;
            }
        }
        return IntStream.range(0, drawn.length).filter(party -> drawn[party]).toArray();
    }

    /** The probability of each: in proportion to rows, and those that come to 1 or more taken out first. */
    static double[] chances(List<Member> all, int count) {
        double[] chances = new double[all.size()];
        boolean[] sure = new boolean[all.size()];
        boolean again = true;
        while (again) {
            again = false;
            int left = count;
            long rows = 0;
            for (int i = 0; i < chances.length; i++) {
                left -= sure[i] ? 1 : 0;
                rows += sure[i] ? 0 : all.get(i).examples();
            }
            for (int i = 0; i < chances.length; i++) {
                chances[i] = sure[i] ? 1 : (double) left * all.get(i).examples() / rows;
                if (!sure[i] && chances[i] >= 1) {
                    sure[i] = true;
                    again = true;
                }
            }
        }
        return chances;
    }

    @Override
    public boolean byRows() {
        return true;
    }

    @Override
    public String word() {
        return "importance";
    }

    @Override
    public Importance sized(int n) {
        return new Importance(n);
    }

    @Override
    public String toString() {
        return said();
    }
}
