package dev.parley.aggregate;

import dev.parley.fault.PlanException;
import dev.parley.message.Updates;
import dev.parley.num.ParamVector;
import java.util.stream.IntStream;

/**
 * The one update that lies nearest to its n - f - 2 nearest others, by the sum of squared distances (Blanchard et al., NIPS
 * 2017, section 4).
 *
 * <p>Withstands f updates of any kind among n of at least 2 f + 3. The others are not averaged, so that honest differences
 * are lost too. Holds all updates of a round; costs n^2 / 2 products.
 *
 * @param f updates that may be bad, at least 0
 */
public record Krum(int f) implements Aggregation {
    public Krum {
        if (f < 0) {
            throw new PlanException(
                    "krum(f) needs the number of updates that may be bad, at least 0, but " + f + " was given");
        }
    }

    @Override
    public ParamVector aggregate(Updates updates) {
        int best = Distances.of(updates)
                .best(IntStream.range(0, updates.size()).boxed().toList(), f);
        return updates.list().get(best).delta().copy();
    }

    @Override
    public int least() {
        return 2 * f + 3;
    }

    @Override
    public boolean withstands() {
        return true;
    }

    @Override
    public String toString() {
        return "krum(" + f + ")";
    }
}
