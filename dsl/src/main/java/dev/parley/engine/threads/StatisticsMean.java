package dev.parley.engine.threads;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import java.util.List;

/** The mean of several proposals for a model's statistics, weighted by rows and summed in double, in order. */
final class StatisticsMean {
    private final List<Layout.Span> spans;
    private final float[] values;
    private final double[] sums;
    private long rows;

    StatisticsMean(Layout layout) {
        this.spans = layout.spans(Role.STATISTIC);
        int length = spans.stream().mapToInt(Layout.Span::length).sum();
        this.values = new float[length];
        this.sums = new double[length];
    }

    /** Takes the statistics that stand in a vector, as so many rows propose them. */
    void add(ParamVector proposal, int weight) {
        int at = 0;
        for (Layout.Span span : spans) {
            proposal.read(span.from(), values, at, span.length());
            at += span.length();
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (double) weight * values[i];
        }
        rows += weight;
    }

    /** Writes the mean of what was added, and starts anew. */
    void moveTo(ParamVector params) {
        for (int i = 0; i < sums.length; i++) {
            values[i] = (float) (sums[i] / rows);
            sums[i] = 0;
        }
        rows = 0;
        int at = 0;
        for (Layout.Span span : spans) {
            params.write(span.from(), values, at, span.length());
            at += span.length();
        }
    }
}
