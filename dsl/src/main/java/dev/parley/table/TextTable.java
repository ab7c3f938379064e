package dev.parley.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Aligned text: the first column to the left, the others to the right, two blanks between.
 *
 * <p>Widths are those of a terminal: a Chinese, Japanese or Korean character takes two places.
 */
public final class TextTable {
    private final List<List<String>> lines = new ArrayList<>();

    /** Adds one line. */
    public TextTable line(List<String> cells) {
        lines.add(List.copyOf(cells));
        return this;
    }

    /** The lines, each ended by a line feed, without blanks at their ends. */
    @Override
    public String toString() {
        List<Integer> widths = new ArrayList<>();
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                if (i == widths.size()) {
                    widths.add(0);
                }
                widths.set(i, Math.max(widths.get(i), width(line.get(i))));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                String blanks = " ".repeat(widths.get(i) - width(line.get(i)));
                row.append(i == 0 ? line.get(i) + blanks : "  " + blanks + line.get(i));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(String text) {
        return text.codePoints()
                .map(c -> Character.isIdeographic(c) || wide(c) ? 2 : 1)
                .sum();
    }

    private static boolean wide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x3000 && c <= 0x30FF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xFF00 && c <= 0xFF60);
    }
}
