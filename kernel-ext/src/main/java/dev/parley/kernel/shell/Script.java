package dev.parley.kernel.shell;

import dev.parley.kernel.Imports;
import dev.parley.kernel.shell.Pieces.Piece;
import dev.parley.kernel.word.Hint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;

/**
 * Runs a script of snippets in a JVM of its own, as {@code ./parley shell SCRIPT}.
 *
 * <p>Unlike {@code jshell SCRIPT} it takes a chain broken before a dot as one snippet, as a notebook does, and stops at
 * the first failure with its line and exit code 1. {@code /exit N} ends with {@code N}, which may be an expression.
 */
public final class Script implements AutoCloseable {
    private static final int FAILED = 1;

    private final JShell shell;
    private final String name;

    private Script(String name) {
        this.name = name;
        shell = JShell.builder()
                .in(System.in)
                .out(System.out)
                .err(System.err)
                .remoteVMOptions(remoteFlags())
                .build();
        shell.addToClasspath(System.getProperty("java.class.path"));
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: ./parley shell SCRIPT");
            System.exit(2);
        }
        Path file = Path.of(args[0]);
        if (!Files.isRegularFile(file)) {
            System.err.println("there is no script " + file);
            System.exit(2);
        }
        int code;
        try (Script script = new Script(args[0])) {
            code = script.run(Files.readString(file));
        }
        System.exit(code);
    }

    private static String[] remoteFlags() {
        String flags = System.getenv("PARLEY_JAVA_FLAGS");
        return flags == null || flags.isBlank() ? new String[0] : flags.trim().split(" +");
    }

    int run(String text) {
        for (Piece piece : Pieces.of(Imports.source(), shell.sourceCodeAnalysis())) {
            if (!evaluate(piece, false)) {
                return FAILED;
            }
        }
        for (Piece piece : Pieces.of(text, shell.sourceCodeAnalysis())) {
            if (piece.isCommand()) {
                return exit(piece);
            }
            if (!evaluate(piece, true)) {
                return FAILED;
            }
        }
        return 0;
    }

    /** The code of an {@code /exit}; no other command has a meaning in a script. */
    private int exit(Piece piece) {
        String[] words = piece.source().split("\\s+", 2);
        if (!words[0].equals("/exit")) {
            failure(piece.line(), "a script knows no command " + words[0] + ", only /exit");
            return FAILED;
        }
        if (words.length == 1) {
            return 0;
        }
        for (SnippetEvent event : shell.eval(words[1])) {
            String value = event.value();
            if (value != null && value.matches("-?\\d+")) {
                return Integer.parseInt(value);
            }
        }
        failure(piece.line(), "/exit takes a whole number, not: " + words[1]);
        return FAILED;
    }

    private boolean evaluate(Piece piece, boolean show) {
        List<SnippetEvent> events = shell.eval(piece.source());
        System.out.flush();
        for (SnippetEvent event : events) {
            if (event.causeSnippet() != null) {
                continue;
            }
            if (event.status() == Status.REJECTED) {
                rejected(piece, event.snippet());
                return false;
            }
            JShellException thrown = event.exception();
            if (thrown != null) {
                thrown(piece, thrown);
                return false;
            }
            if (show) {
                value(event);
            }
        }
        return true;
    }

    private void value(SnippetEvent event) {
        String value = event.value();
        if (value == null || value.isEmpty()) {
            return;
        }
        String variable = switch (event.snippet().subKind()) {
            case TEMP_VAR_EXPRESSION_SUBKIND,
                    VAR_DECLARATION_SUBKIND,
                    VAR_DECLARATION_WITH_INITIALIZER_SUBKIND,
                    VAR_VALUE_SUBKIND,
                    ASSIGNMENT_SUBKIND -> Values.name(event.snippet());
            default -> "";
        };
        System.out.println(variable.isEmpty() ? value : variable + " ==> " + value);
    }

    private void rejected(Piece piece, Snippet snippet) {
        Diag error =
                shell.diagnostics(snippet).filter(Diag::isError).findFirst().orElse(null);
        if (error == null) {
            failure(piece.line(), "not a whole snippet:\n" + piece.source().strip());
            return;
        }
        int offset =
                (int) Math.max(0, Math.min(error.getPosition(), snippet.source().length()));
        int line = piece.line() + Pieces.line(snippet.source(), offset) - 1;
        String hint = Hint.on(error, snippet.source())
                .map(advice -> "\n" + advice.text())
                .orElse("");
        failure(line, error.getMessage(Locale.ROOT) + "\n" + piece.source().strip() + hint);
    }

    private void thrown(Piece piece, JShellException thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            text.append(text.isEmpty() ? "" : "\ncaused by ");
            text.append(
                    t instanceof EvalException e
                            ? e.getExceptionClassName()
                            : t.getClass().getName());
            text.append(t.getMessage() == null ? "" : ": " + t.getMessage());
        }
        failure(piece.line(), text + "\n" + piece.source().strip());
    }

    private void failure(int line, String what) {
        System.out.flush();
        System.err.println(name + ":" + line + ": " + what.replace("\n", "\n    "));
    }

    @Override
    public void close() {
        shell.close();
    }
}
