package dev.parley.kernel.live;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Standard output and error while a training runs: what a callback prints after the stop button is shown too, and the
 * training is stopped by the button and not by what it printed.
 *
 * <p>Only while a training runs, since the training sees the interrupt itself. In a loop of the user's own the kernel's
 * failure to print is what ends it.
 */
final class Printing {
    private final Steady out = new Steady(() -> System.out, System::setOut);
    private final Steady err = new Steady(() -> System.err, System::setErr);

    void begin() {
        out.begin();
        err.begin();
    }

    void end() {
        out.end();
        err.end();
    }

    /** One of the two. A kernel sets its own stream anew for each cell: what is no longer in place is left alone. */
    private static final class Steady {
        private final Supplier<PrintStream> now;
        private final Consumer<PrintStream> place;
        private Optional<PrintStream> ours = Optional.empty();
        private Optional<PrintStream> kernels = Optional.empty();

        Steady(Supplier<PrintStream> now, Consumer<PrintStream> place) {
            this.now = now;
            this.place = place;
        }

        private boolean placed() {
            return ours.filter(stream -> stream == now.get()).isPresent();
        }

        void begin() {
            if (!placed()) {
                PrintStream kernel = now.get();
                PrintStream steady = new PrintStream(new Through(kernel), true, StandardCharsets.UTF_8);
                kernels = Optional.of(kernel);
                ours = Optional.of(steady);
                place.accept(steady);
            }
        }

        void end() {
            if (placed()) {
                kernels.ifPresent(place);
            }
            ours = Optional.empty();
            kernels = Optional.empty();
        }
    }

    /** Hands on what is written, piece by piece: the kernel's stream sends each when it has it whole. */
    private static final class Through extends OutputStream {
        private final PrintStream kernel;

        Through(PrintStream kernel) {
            this.kernel = kernel;
        }

        @Override
        public void write(int one) {
            Undisturbed.send(() -> kernel.write(one));
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            Undisturbed.send(() -> kernel.write(bytes, from, count));
        }

        @Override
        public void flush() {
            Undisturbed.send(kernel::flush);
        }
    }
}
