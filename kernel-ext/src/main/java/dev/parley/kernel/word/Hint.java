package dev.parley.kernel.word;

import dev.parley.fault.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.Diag;

/**
 * Advice in Parley's words beside a compiler's message: how a word is written, or which words have a name near to one
 * that is not known.
 *
 * <p>The compiler names types of parameters ({@code Share}); a reader needs the words that make them ({@code
 * share(0.2)}). Both come from the documentation of the words.
 *
 * @param headline what is wrong, in a sentence
 * @param lines code that is right
 */
public record Hint(String headline, List<String> lines) {
    private static final Pattern CALL = Pattern.compile("(?:method found for (\\w+)\\(|^method (\\w+) in \\w+ )");
    private static final Pattern MISSING = Pattern.compile("symbol:\\s+(?:method (\\w+)\\(|variable (\\w+))");
    private static final Pattern PLACE = Pattern.compile("location:\\s+(?:class|variable \\w+ of type) ([\\w.$]+)");

    /**
     * Advises on a message of the compiler, where it is about a word.
     *
     * @param source what was compiled
     */
    public static Optional<Hint> on(Diag error, String source) {
        String message = error.getMessage(Locale.ROOT);
        Matcher call = CALL.matcher(message);
        if (call.find()) {
            return written(call.group(1) == null ? call.group(2) : call.group(1));
        }
        Matcher missing = MISSING.matcher(message);
        if (message.startsWith("cannot find symbol") && missing.find()) {
            Matcher place = PLACE.matcher(message);
            String after = place.find() ? place.group(1) : "";
            return near(missing.group(1) == null ? missing.group(2) : missing.group(1), after);
        }
        if (message.startsWith("incompatible types")) {
            return written(Enclosing.call(source, (int) error.getPosition()));
        }
        return Optional.empty();
    }

    private static Optional<Hint> written(String name) {
        List<Word> known =
                Word.all().stream().filter(word -> word.name().equals(name)).toList();
        List<String> lines =
                known.stream().flatMap(word -> lines(word).stream()).distinct().toList();
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(new Hint(name + "(..) does not take these arguments; say, for example", lines));
    }

    private static List<String> lines(Word word) {
        return word.examples().isEmpty() ? List.of(word.call()) : word.examples();
    }

    /** The words near to a name: those said after a value where one stands before the dot, else those imported. */
    private static Optional<Hint> near(String name, String after) {
        boolean dot = after.startsWith("dev.parley.");
        if (!dot && !after.isEmpty() && !after.startsWith("REPL")) {
            return Optional.empty();
        }
        String place = after.substring(after.lastIndexOf('.') + 1);
        List<Word> known = Word.all().stream()
                .filter(word -> dot ? saidAfter(place, word) : !word.call().startsWith("."))
                .toList();
        List<String> names =
                Nearest.to(name, known.stream().map(Word::name).distinct().toList());
        List<String> lines = names.stream()
                .flatMap(near -> known.stream().filter(word -> word.name().equals(near)))
                .map(Word::call)
                .distinct()
                .toList();
        String of = dot ? place + " has no " : "There is no ";
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Hint(of + name + "; near to it are", lines));
    }

    /** Tells words after one sentence from those after another; all words with a dot after any other value. */
    private static boolean saidAfter(String place, Word word) {
        String theme = word.theme();
        return switch (place) {
            case "Federation", "Distributed", "Centralized", "Local" ->
                theme.equals("After each of the four sentences")
                        || theme.equals("After " + place.toLowerCase(Locale.ROOT) + "()");
            case "Run" -> theme.startsWith("After a run");
            default -> theme.startsWith("After ");
        };
    }

    /** The headline, and below it a line each, indented. */
    public String text() {
        return Stream.concat(Stream.of(headline), lines.stream().map(line -> "    " + line))
                .reduce((above, below) -> above + "\n" + below)
                .orElseThrow();
    }
}
