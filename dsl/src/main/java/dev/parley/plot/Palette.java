package dev.parley.plot;

import java.util.List;

/**
 * The colours of series and classes, the same in every picture and view.
 *
 * <p>Blue first. Each has a contrast of at least 3 on white and on near-black, and neighbours are told apart with the
 * common forms of colour blindness too; after ten they repeat, so nothing is said by colour alone.
 */
public final class Palette {
    private static final List<String> HEX = List.of(
            "#2f6fd0", "#d9541e", "#178a68", "#9a4fb5", "#b07a00", "#2b93b8", "#c23b6b", "#6b7480", "#94663e",
            "#5b8f1f");

    private Palette() {}

    /** Number of colors. */
    public static int size() {
        return HEX.size();
    }

    /** The colour of a series, from 0, as {@code #rrggbb}. */
    public static String hex(int series) {
        return HEX.get(series % HEX.size());
    }
}
