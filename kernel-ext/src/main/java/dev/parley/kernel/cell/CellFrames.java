package dev.parley.kernel.cell;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * Writes the user's own line into each frame of a cell: {@code cell.lambda(#30:4: x[3] = 1;)}.
 *
 * <p>JShell itself names a snippet's number and a line's number only, and a notebook shows neither.
 */
final class CellFrames {
    private static final Pattern SNIPPET = Pattern.compile("#(\\d+)");
    private static final int LONGEST = 90;

    private final List<Snippet> snippets;

    CellFrames(JShell shell) {
        this.snippets = shell.snippets().toList();
    }

    /** Names the lines of a failure and of its causes. */
    void name(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            each.setStackTrace(
                    Arrays.stream(each.getStackTrace()).map(this::named).toArray(StackTraceElement[]::new));
        }
    }

    private StackTraceElement named(StackTraceElement frame) {
        Matcher number = SNIPPET.matcher(String.valueOf(frame.getFileName()));
        if (!number.matches()) {
            return frame;
        }
        return line(number.group(1), frame.getLineNumber())
                .map(text -> new StackTraceElement(
                        "cell",
                        method(frame.getMethodName()),
                        frame.getFileName() + ":" + frame.getLineNumber() + ": " + text,
                        -1))
                .orElse(frame);
    }

    private static String method(String name) {
        return name.isEmpty() ? "statement" : name.startsWith("lambda$") ? "lambda" : name;
    }

    private Optional<String> line(String id, int number) {
        return snippets.stream()
                .filter(snippet -> snippet.id().equals(id))
                .map(snippet -> snippet.source().split("\n", -1))
                .filter(lines -> number >= 1 && number <= lines.length)
                .map(lines -> cut(lines[number - 1].strip()))
                .findFirst();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
