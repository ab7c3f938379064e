package dev.parley.cohort;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Poisson sampling: each party takes part with probability q, whatever the others do.
 *
 * <p>A round has q n parties in the mean, with a standard deviation of sqrt(n q (1 - q)), and may have none: its update is
 * 0 then. Accounts of differential privacy by subsampling count on it (Abadi et al., CCS 2016).
 *
 * <p>In a private training it draws from the platform's secure source: who takes part is secret then.
 *
 * @param q probability of a party, above 0 and at most 1
 */
public record Poisson(double q) implements Participation {
    public Poisson {
        if (!(q > 0) || q > 1) {
            throw new PlanException("poisson(q) needs a probability above 0 and at most 1, but " + Check.text(q)
                    + " was given; for a number of parties use cohort(n)");
        }
    }

    @Override
    public int[] draw(Turn turn, List<Member> all, CoordinatorSide here, Exchange ask) {
        UniformRandomProvider random = here.draws().random("cohort", turn.round());
        return IntStream.range(0, all.size())
                .filter(party -> random.nextDouble() < q)
                .toArray();
    }

    @Override
    public double expected(int parties) {
        return q * parties;
    }

    @Override
    public boolean varies() {
        return q < 1;
    }

    @Override
    public String toString() {
        return "poisson(" + Check.text(q) + ")";
    }
}
