package dev.parley.aggregate;

import dev.parley.fault.Check;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import java.util.List;

/**
 * Majority vote: each learned number moves by a step in the direction in which more parties want it to move, and stays where as
 * many want the opposite (signSGD with majority vote; Bernstein et al., ICLR 2019, algorithm 1).
 *
 * <p>The paper's step is given; without one it is, layer by layer, the median over parties of their mean magnitude, so that
 * fewer than half of the parties cannot turn a sign on which the others agree, nor bring the step out of their range. Statistics take the plain mean.
 * Holds all updates of a round.
 *
 * @param step above 0, in the unit of a parameter; 0 for the parties' own magnitude
 */
public record Majority(double step) implements Aggregation {
    public Majority {
        Check.notNegative("majority(step)", step);
    }

    /** By the parties' own magnitude. */
    public Majority() {
        this(0);
    }

    @Override
    public ParamVector aggregate(Updates updates) {
        ParamVector made = updates.mean();
        List<ParamVector> votes = updates.list().stream().map(Update::delta).toList();
        for (Layout.Slot slot : made.layout().slots()) {
            if (slot.role() == Role.LEARNED && slot.length() > 0) {
                vote(votes, slot, made);
            }
        }
        return made;
    }

    private void vote(List<ParamVector> votes, Layout.Slot slot, ParamVector into) {
        int n = slot.length();
        int[] more = new int[n];
        float[] values = new float[n];
        double[] magnitudes = new double[votes.size()];
        for (int party = 0; party < magnitudes.length; party++) {
            votes.get(party).read(slot.offset(), values, 0, n);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += Math.abs(values[i]);
                more[i] += values[i] > 0 ? 1 : values[i] < 0 ? -1 : 0;
            }
            magnitudes[party] = sum / n;
        }
        float by = (float) (step > 0 ? step : median(magnitudes));
        for (int i = 0; i < n; i++) {
            values[i] = Integer.signum(more[i]) * by;
        }
        into.write(slot.offset(), values, 0, n);
    }

    private static double median(double[] magnitudes) {
        double[] sorted = magnitudes.clone();
        java.util.Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    @Override
    public String toString() {
        return step == 0 ? "majority()" : "majority(" + Check.text(step) + ")";
    }
}
