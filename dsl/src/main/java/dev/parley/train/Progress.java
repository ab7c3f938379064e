package dev.parley.train;

import dev.parley.result.RoundListener;
import java.util.function.Supplier;

/** Who shows the progress of a training: a console line, until a notebook kernel puts its own display here. */
public final class Progress {
    private static volatile Supplier<RoundListener> display = ConsoleProgress::new;

    private Progress() {}

    /**
     * Uses another display: one listener is asked for each training.
     *
     * @return the display used until now
     */
    public static Supplier<RoundListener> show(Supplier<RoundListener> other) {
        Supplier<RoundListener> before = display;
        display = other;
        return before;
    }

    /** Goes back to the console line. */
    public static void console() {
        display = ConsoleProgress::new;
    }

    static RoundListener open() {
        return display.get();
    }
}
