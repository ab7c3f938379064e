package dev.parley.client;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.filter.Memory;

/**
 * A mu of FedProx that follows the training loss (Li et al., MLSys 2020, appendix C.3.3): 0.1 more in the round after the
 * loss has risen, 0.1 less after it has fallen five times in a row, from 0 to 1.
 *
 * @param first mu of the first round, 0 to 1; the paper takes 0 for unequal parties and 1 for equal ones
 */
public record AdaptiveMu(double first) {
    private static final String MU = "mu";
    private static final String LOSS = "loss";
    private static final String FALLS = "falls";
    private static final int PATIENCE = 5;

    public AdaptiveMu {
        if (!(first >= 0 && first <= 1)) {
            throw new PlanException("adaptive(first) needs a first mu from 0 to 1, but " + Check.text(first)
                    + " was given; say adaptive(), which begins with 0");
        }
    }

    /** The mu of this round. */
    double now(Memory memory) {
        return memory.number(MU, first);
    }

    /** Makes the mu of the next round. */
    void heard(double loss, Memory memory) {
        double before = memory.number(LOSS, Double.NaN);
        double falls = loss < before ? memory.number(FALLS, 0) + 1 : 0;
        if (loss > before) {
            memory.put(MU, moved(now(memory), 1));
        } else if (falls == PATIENCE) {
            memory.put(MU, moved(now(memory), -1));
            falls = 0;
        }
        memory.put(FALLS, falls);
        memory.put(LOSS, loss);
    }

    /** By tenths, so that these do not add up their rounding. */
    private static double moved(double mu, int tenths) {
        return Math.max(0, Math.min(1, (10 * mu + tenths) / 10));
    }

    @Override
    public String toString() {
        return first == 0 ? "adaptive()" : "adaptive(" + Check.text(first) + ")";
    }
}
