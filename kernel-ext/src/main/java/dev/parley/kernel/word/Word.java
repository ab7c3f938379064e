package dev.parley.kernel.word;

import dev.parley.kernel.Imports;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of Parley's words as its source has it.
 *
 * @param theme the heading it stands under
 * @param call how it is written, with its parameters; after a value with a dot before it
 * @param sentence the first sentence of its documentation
 * @param examples lines of code that its documentation gives
 */
public record Word(String theme, String call, String sentence, List<String> examples) {
    private static final String SOURCES = "/META-INF/parley/sources/dev/parley/";
    private static final Pattern STATIC_IMPORT = Pattern.compile("^import static dev\\.parley\\.(\\w+)\\.\\*;$");
    private static final Pattern HEADING_OR_WORD = Pattern.compile(
            "^    // (?<theme>[A-Z].*)$|/\\*\\*(?<doc>(?:(?!\\*/)[\\s\\S])*)\\*/\\s+"
                    + "public (?<kind>static )?(?<type>[^;{}=(]*?)\\b(?<name>\\w+)\\((?<parameters>[^)]*)\\)",
            Pattern.MULTILINE);
    private static final Pattern PARENT = Pattern.compile("\\bclass \\w+ extends (\\w+)");
    private static final Pattern END_OF_SENTENCE = Pattern.compile("\\.\\s+(?=[A-Z{<@])[\\s\\S]*");
    private static final Pattern EXAMPLE = Pattern.compile("Example: \\{@code ((?:[^{}]|\\{[^{}]*})*)}");
    private static final Pattern TAG = Pattern.compile("\\{@\\w+ ([^}]*)}|</?\\w+>");

    /** Help that follows a value: the source that has it, and the heading. */
    private static final List<Map.Entry<String, String>> AFTER = List.of(
            Map.entry("Trainer", "After each of the four sentences"),
            Map.entry("Federation", "After federation()"),
            Map.entry("Guarded", "After federation()"),
            Map.entry("Distributed", "After distributed()"),
            Map.entry("Centralized", "After centralized()"),
            Map.entry("Local", "After local()"),
            Map.entry("data/FileSteps", "After csv(..): how the file is written"),
            Map.entry("data/ColumnSteps", "After a data set: how its columns are used"),
            Map.entry("data/RowSteps", "After a data set: what is predicted, and what is held out"),
            Map.entry("run/Run", "After a run"),
            Map.entry("run/Reports", "After a run: how good it is"));

    /** Every word: those that a cell finds imported, then what is said after a sentence and after a run. */
    public static List<Word> all() {
        List<Word> words = new ArrayList<>();
        Imports.source()
                .lines()
                .map(STATIC_IMPORT::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .sorted(Comparator.comparing(name -> !name.equals("Parley")))
                .forEach(name -> words.addAll(in(name, name, true)));
        AFTER.forEach(source -> words.addAll(in(source.getKey(), source.getValue(), false)));
        return words;
    }

    private static List<Word> in(String file, String heading, boolean imported) {
        List<Word> words = new ArrayList<>();
        String theme = heading;
        String source = source(SOURCES + file + ".java");
        Matcher found = HEADING_OR_WORD.matcher(source);
        while (found.find()) {
            if (found.group("theme") != null) {
                theme = imported ? found.group("theme") : heading;
            } else if (imported == (found.group("kind") != null)
                    && !found.group("type").isBlank()) {
                String parameters = found.group("parameters").replaceAll("\\s+", " ");
                String call = (imported ? "" : ".") + found.group("name") + "(" + parameters + ")";
                words.add(new Word(theme, call, firstSentence(found.group("doc")), examples(found.group("doc"))));
            }
        }
        // An import of Parley brings the words that it inherits, too.
        Matcher parent = PARENT.matcher(source);
        if (imported && parent.find()) {
            words.addAll(in(parent.group(1), heading, true));
        }
        return words;
    }

    /** The name alone, without a dot before it and its parameters. */
    public String name() {
        return call.replaceAll("^\\.|\\(.*", "");
    }

    private static List<String> examples(String doc) {
        return EXAMPLE.matcher(unfolded(doc))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String unfolded(String doc) {
        return doc.replaceAll("(?m)^\\s*\\*", "").replaceAll("\\s+", " ").strip();
    }

    private static String firstSentence(String doc) {
        String first = END_OF_SENTENCE.matcher(unfolded(doc)).replaceFirst(".");
        return TAG.matcher(first).replaceAll("$1");
    }

    private static String source(String resource) {
        try (InputStream in = Word.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
