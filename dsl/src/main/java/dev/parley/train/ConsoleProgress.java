package dev.parley.train;

import dev.parley.example.Task;
import dev.parley.model.Evaluation;
import dev.parley.result.RoundEvent;
import dev.parley.result.RoundListener;
import dev.parley.result.RoundResult;
import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;

/** One line on standard error that is written over and over; without a terminal, one line at the end. */
final class ConsoleProgress implements RoundListener {
    private static final long EVERY = 250_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private String title = "";
    private String metrics = "";
    private int rounds;
    private long drawn;

    ConsoleProgress() {
        this(System.err, terminal());
    }

    ConsoleProgress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void on(RoundEvent event) {
        if (event instanceof RoundEvent.Started started) {
            title = started.title();
            rounds = started.rounds();
            started.notes().forEach(note -> out.println("note: " + note));
        } else if (event instanceof RoundEvent.RoundEnded ended) {
            note(ended.result());
        } else if (event instanceof RoundEvent.Ended ended) {
            String why = ended.end().isComplete()
                    ? ""
                    : " · ended early: " + ended.end().words() + "; " + ended.kept();
            out.println((terminal ? "\r\033[K" : "") + title + " · " + ended.rounds() + " of " + rounds + " rounds"
                    + metrics + String.format(Locale.ROOT, " · %.2f s", (System.nanoTime() - start) / 1e9) + why);
        }
    }

    private void note(RoundResult result) {
        result.evaluation().ifPresent(evaluation -> metrics = text(evaluation));
        long now = System.nanoTime();
        if (terminal && now - drawn > EVERY) {
            drawn = now;
            out.print("\r\033[K" + title + " · round " + result.round() + " of " + rounds + metrics);
            out.flush();
        }
    }

    /** JDK 22 and newer have a console without a terminal too, and a method to tell. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean terminal() {
        Console console = System.console();
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("JDK 22 and newer have Console.isTerminal", e);
        }
    }

    private static String text(Evaluation e) {
        return e.task() == Task.CLASSIFICATION
                ? String.format(Locale.ROOT, " · accuracy %.4f, loss %.4g", e.accuracy(), e.loss())
                : String.format(Locale.ROOT, " · RMSE %.4g, R2 %.4f", e.rmse(), e.r2());
    }
}
