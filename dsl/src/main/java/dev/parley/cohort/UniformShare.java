package dev.parley.cohort;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import java.util.List;

/**
 * A share of the parties, drawn uniformly without replacement each round: max(floor(C n), 1) (McMahan et al. 2017).
 *
 * @param share C, above 0 and at most 1
 */
public record UniformShare(double share) implements Participation {
    public UniformShare {
        if (!(share > 0) || share > 1) {
            throw new PlanException("participation(share) needs a share above 0 and at most 1, but " + Check.text(share)
                    + " was given; for a number of parties use cohort(n)");
        }
    }

    @Override
    public int[] draw(Turn turn, List<Member> all, CoordinatorSide here, Exchange ask) {
        return UniformCount.draw(size(all.size()), turn, all, here);
    }

    @Override
    public double expected(int parties) {
        return size(parties);
    }

    private int size(int parties) {
        return Math.max(1, (int) Math.floor(share * parties + 1e-9));
    }

    @Override
    public String toString() {
        return "participation(" + Check.text(share) + ")";
    }
}
