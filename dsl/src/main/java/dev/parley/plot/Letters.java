package dev.parley.plot;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The font that can write what a chart says, of those installed here.
 *
 * <p>DejaVu Sans where it is enough; else a font for Chinese, Japanese and Korean, else any that has all the letters.
 * Letters that no font has are written as their code points: two names stay two names, which empty boxes would not.
 */
final class Letters {
    private static final String FIRST = "DejaVu Sans";

    private static final List<String> NEXT = List.of(
            "Noto Sans CJK SC",
            "Noto Sans SC",
            "Source Han Sans SC",
            "PingFang SC",
            "Microsoft YaHei",
            "WenQuanYi Zen Hei",
            "WenQuanYi Micro Hei",
            "Noto Sans CJK JP",
            "Hiragino Sans",
            "Malgun Gothic",
            "Arial Unicode MS");

    private Letters() {}

    /** The family to write these texts in. */
    static String family(List<String> texts) {
        String all = String.join("", texts);
        Set<String> installed =
                Set.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
        if (installed.contains(FIRST) && writes(FIRST, all)) {
            return FIRST;
        }
        // A logical font joins several real ones, so it may write what none of these can.
        return Stream.of(
                        NEXT.stream().filter(installed::contains),
                        Stream.of(Font.SANS_SERIF),
                        installed.stream().sorted())
                .flatMap(families -> families)
                .filter(family -> writes(family, all))
                .findFirst()
                .orElse(installed.contains(FIRST) ? FIRST : Font.SANS_SERIF);
    }

    /** The text as that font can write it. */
    static String writable(String text, Font font) {
        if (font.canDisplayUpTo(text) < 0) {
            return text;
        }
        StringBuilder written = new StringBuilder();
        text.codePoints().forEach(letter -> {
            if (font.canDisplay(letter)) {
                written.appendCodePoint(letter);
            } else {
                written.append(written.isEmpty() ? "" : " ").append("U+%04X".formatted(letter));
            }
        });
        return written.toString();
    }

    private static boolean writes(String family, String text) {
        return new Font(family, Font.PLAIN, 12).canDisplayUpTo(text) < 0;
    }
}
