package dev.parley.kernel.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Cuts a script into whole snippets and shell commands, each with the line it begins on. */
final class Pieces {
    private static final Pattern COMMAND = Pattern.compile("(?m)^[ \\t]*/[a-z!?-].*$");

    /** Beginning of a line that goes on with an expression: a chain broken before its dot, an operator. */
    private static final Pattern CONTINUATION = Pattern.compile("[.?:&|+*%=<>^,]|-(?!-)|instanceof\\b");

    private Pieces() {}

    /**
     * A snippet or a command.
     *
     * @param line where it begins, from 1
     */
    record Piece(int line, String source) {
        boolean isCommand() {
            return COMMAND.matcher(source).matches();
        }
    }

    static List<Piece> of(String script, SourceCodeAnalysis analysis) {
        List<Piece> pieces = new ArrayList<>();
        Matcher command = COMMAND.matcher(script);
        int from = 0;
        // A snippet never runs into a command: "x" and "/exit" below it are not a division.
        while (command.find()) {
            snippets(script, from, command.start(), analysis, pieces);
            pieces.add(new Piece(line(script, command.start()), command.group().strip()));
            from = command.end();
        }
        snippets(script, from, script.length(), analysis, pieces);
        return List.copyOf(pieces);
    }

    private static void snippets(String script, int from, int to, SourceCodeAnalysis analysis, List<Piece> into) {
        int at = code(script, from, to);
        while (at < to) {
            int end = wholeLines(script, at, to, analysis);
            CompletionInfo info = analysis.analyzeCompletion(script.substring(at, end));
            if (info.completeness().isComplete()) {
                // Its source has the semicolon that the text may lack.
                into.add(new Piece(line(script, at), info.source()));
                end = Math.max(at + 1, end - info.remaining().length());
            } else {
                into.add(new Piece(line(script, at), script.substring(at, end)));
            }
            at = code(script, end, to);
        }
    }

    /** Takes line after line until they begin with a whole snippet that the next line does not go on with. */
    private static int wholeLines(String script, int at, int to, SourceCodeAnalysis analysis) {
        int end = after(script, "\n", at, to);
        while (end < to) {
            CompletionInfo info = analysis.analyzeCompletion(script.substring(at, end));
            String next = script.substring(code(script, end, to), to);
            boolean whole = switch (info.completeness()) {
                // The analysis takes "a.b()" for complete, whatever follows; no snippet begins with a dot.
                case COMPLETE -> !info.remaining().isBlank() || !(next.startsWith("else") || next.startsWith("."));
                case COMPLETE_WITH_SEMI -> !CONTINUATION.matcher(next).lookingAt();
                case UNKNOWN -> true;
                default -> false;
            };
            if (whole) {
                return end;
            }
            end = after(script, "\n", end, to);
        }
        return to;
    }

    /** The first place from here on that is neither white space nor comment. */
    private static int code(String script, int from, int to) {
        int at = from;
        while (at < to) {
            if (Character.isWhitespace(script.charAt(at))) {
                at++;
            } else if (script.startsWith("//", at)) {
                at = after(script, "\n", at, to);
            } else if (script.startsWith("/*", at)) {
                at = after(script, "*/", at, to);
            } else {
                return at;
            }
        }
        return to;
    }

    private static int after(String script, String mark, int from, int to) {
        int found = script.indexOf(mark, from);
        return found < 0 ? to : Math.min(to, found + mark.length());
    }

    static int line(String script, int offset) {
        return 1
                + (int) script.substring(0, offset)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
