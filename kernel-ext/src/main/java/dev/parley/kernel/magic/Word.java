package dev.parley.kernel.magic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of Parley's words as its source has it.
 *
 * @param theme the heading it stands under
 * @param call how it is written, with its parameters
 * @param sentence the first sentence of its documentation
 */
record Word(String theme, String call, String sentence) {
    private static final String SOURCE = "/META-INF/parley/sources/dev/parley/Parley.java";
    private static final Pattern HEADING_OR_WORD = Pattern.compile(
            "^    // (?<theme>[A-Z].*)$|/\\*\\*(?<doc>(?:(?!\\*/)[\\s\\S])*)\\*/\\s+"
                    + "public static (?<type>[^;{}=(]*?)\\b(?<name>\\w+)\\((?<parameters>[^)]*)\\)",
            Pattern.MULTILINE);
    private static final Pattern END_OF_SENTENCE = Pattern.compile("\\.\\s+(?=[A-Z{<@])[\\s\\S]*");
    private static final Pattern TAG = Pattern.compile("\\{@\\w+ ([^}]*)}|</?\\w+>");

    /** Every word, in the order of the source. */
    static List<Word> all() {
        List<Word> words = new ArrayList<>();
        String theme = "";
        Matcher found = HEADING_OR_WORD.matcher(source());
        while (found.find()) {
            if (found.group("theme") != null) {
                theme = found.group("theme");
            } else {
                String call =
                        found.group("name") + "(" + found.group("parameters").replaceAll("\\s+", " ") + ")";
                words.add(new Word(theme, call, firstSentence(found.group("doc"))));
            }
        }
        return words;
    }

    private static String firstSentence(String doc) {
        String text = doc.replaceAll("(?m)^\\s*\\*", "").replaceAll("\\s+", " ").strip();
        String first = END_OF_SENTENCE.matcher(text).replaceFirst(".");
        return TAG.matcher(first).replaceAll("$1");
    }

    private static String source() {
        try (InputStream in = Word.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new IllegalStateException(SOURCE + " is missing on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
