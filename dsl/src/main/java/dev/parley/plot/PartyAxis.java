package dev.parley.plot;

import java.util.List;
import org.knowm.xchart.style.AxesChartStyler;

/** The names of parties under their bars: level where they fit, else slanted, else every so many of them. */
final class PartyAxis {
    private static final int LETTER = 7;
    private static final int PLOT = 470;
    private static final int SLANTED = 22;

    private PartyAxis() {}

    static void dress(AxesChartStyler styler, List<String> names) {
        int widest = names.stream().mapToInt(String::length).max().orElse(0) * LETTER + LETTER;
        boolean level = widest * names.size() <= PLOT;
        styler.setXAxisLabelRotation(level ? 0 : 45);
        styler.setXAxisTickMarkSpacingHint(level ? 1 : SLANTED);
    }
}
