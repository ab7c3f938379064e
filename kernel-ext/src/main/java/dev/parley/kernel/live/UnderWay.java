package dev.parley.kernel.live;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The trainings of a notebook's running cell.
 *
 * <p>The stop button interrupts a cell's thread and no more: the kernel answers at once, and from then on drops what the
 * thread still shows. Whoever waits here first sees the training stop, keep its rounds and draw its last state.
 */
public final class UnderWay {
    private final Supplier<OptionalInt> cell;
    private final Printing printing = new Printing();
    private final Set<String> said = new HashSet<>();
    private OptionalInt saidIn = OptionalInt.empty();
    private final Set<LiveRun> running = new HashSet<>();
    private Optional<LiveRun> ended = Optional.empty();
    private Optional<LiveRun> last = Optional.empty();

    /** In a kernel that does not number its cells. */
    public UnderWay() {
        this(OptionalInt::empty);
    }

    /**
     * In a kernel that does.
     *
     * @param cell the number of the running cell
     */
    public UnderWay(Supplier<OptionalInt> cell) {
        this.cell = cell;
    }

    /** Those of a training's notes that no training of the same cell has said; where cells are not numbered, all. */
    synchronized List<String> unsaid(List<String> notes) {
        OptionalInt now = cell.get();
        if (now.isEmpty() || !now.equals(saidIn)) {
            said.clear();
        }
        saidIn = now;
        return notes.stream().filter(said::add).toList();
    }

    synchronized void begin(LiveRun training) {
        running.add(training);
        printing.begin();
    }

    synchronized void end(LiveRun training) {
        running.remove(training);
        if (running.isEmpty()) {
            printing.end();
        }
        ended = Optional.of(training);
        notifyAll();
    }

    /**
     * Waits until no training runs, at most so long.
     *
     * @return whether none does
     */
    public synchronized boolean rest(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        boolean interrupted = false;
        while (!running.isEmpty() && System.nanoTime() < end) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return running.isEmpty();
    }

    /** A snippet has ended; its value may be shown next. */
    public synchronized void snippetEnded() {
        last = ended;
        ended = Optional.empty();
    }

    /** The value of the latest snippet is shown; where that is the run it trained last, the live view gives way. */
    public synchronized void shownAsValue(BooleanSupplier isLastRun) {
        last.filter(training -> isLastRun.getAsBoolean()).ifPresent(LiveRun::giveWay);
        last = Optional.empty();
    }
}
