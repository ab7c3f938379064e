package dev.parley.plot;

import java.util.List;

/**
 * Strokes for the lines of series, the same in every picture and view: they tell lines apart without their colors.
 *
 * <p>Five dashes, strong for the first five series and fine for the next: ten strokes, which then repeat. Where points
 * are marked, five dashes and seven markers make no pair twice before the 36th series.
 */
public final class Strokes {
    private static final List<List<Integer>> DASHES =
            List.of(List.of(), List.of(9, 4), List.of(2, 4), List.of(10, 4, 2, 4), List.of(16, 5));

    private Strokes() {}

    /** Drawn and left out in turn, in pixels; empty for a solid line. */
    public static List<Integer> dashes(int series) {
        return DASHES.get(series % DASHES.size());
    }

    /** Tells whether the line is a fine one: the second five of ten. */
    public static boolean fine(int series) {
        return series / DASHES.size() % 2 == 1;
    }
}
