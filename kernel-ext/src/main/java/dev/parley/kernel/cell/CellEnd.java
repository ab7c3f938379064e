package dev.parley.kernel.cell;

import dev.parley.kernel.live.UnderWay;
import dev.parley.kernel.word.Hint;
import java.time.Duration;
import java.util.function.Consumer;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShell.Subscription;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/**
 * Stands between the end of a snippet and the kernel's answer: JShell tells its subscribers of each snippet on the
 * kernel's own thread, before the kernel looks at the result.
 *
 * <p>A failure that comes while a training runs means that the cell was stopped or timed out, and its thread is about
 * to notice: it is waited for, so that the last state of the display still belongs to the cell.
 */
public final class CellEnd implements AutoCloseable {
    /** With the kernel's own 0.15 s this keeps the stop button below a second. */
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private final JShell shell;
    private final UnderWay trainings;
    private final Consumer<Hint> hints;
    private final Subscription subscription;

    /** @param hints shows the advice for a cell that does not compile, above the compiler's message */
    public CellEnd(JShell shell, UnderWay trainings, Consumer<Hint> hints) {
        this.shell = shell;
        this.trainings = trainings;
        this.hints = hints;
        this.subscription = shell.onSnippetEvent(this::ended);
    }

    private void ended(SnippetEvent event) {
        JShellException failure = event.exception();
        if (failure != null) {
            trainings.rest(PATIENCE);
        }
        if (failure instanceof EvalException thrown) {
            new CellFrames(shell).name(thrown);
        }
        if (event.status() == Snippet.Status.REJECTED) {
            shell.diagnostics(event.snippet())
                    .filter(Diag::isError)
                    .flatMap(error -> Hint.on(error, event.snippet().source()).stream())
                    .findFirst()
                    .ifPresent(hints);
        }
        trainings.snippetEnded();
    }

    @Override
    public void close() {
        shell.unsubscribe(subscription);
    }
}
