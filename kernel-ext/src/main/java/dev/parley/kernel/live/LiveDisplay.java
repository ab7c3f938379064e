package dev.parley.kernel.live;

import dev.parley.kernel.KernelPort;
import dev.parley.kernel.render.Bundle;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One output of the running cell that redraws itself in place: at most four times a second, and always the last one.
 *
 * <p>A frame that is costly to draw, or drawn on a busy machine, is drawn less often, down to once a second: training
 * pays for it. A frame too early is not even made; {@link #end} draws in any case. Call it from the cell's own thread,
 * which may be interrupted; a display that fails never ends the work it reports on.
 */
public final class LiveDisplay {
    private static final long PAUSE_NANOS = Duration.ofMillis(250).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    /** A hundredth of the time at most goes into drawing. */
    private static final long SHARE = 100;

    private final KernelPort port;
    private final LongSupplier clock;
    private final String id = "parley-" + UUID.randomUUID();
    private boolean shown;
    private boolean ended;
    private long drawnAt;
    private long pause = PAUSE_NANOS;

    /** Nothing is shown before the first frame. */
    public LiveDisplay(KernelPort port) {
        this(port, System::nanoTime);
    }

    LiveDisplay(KernelPort port, LongSupplier clock) {
        this.port = port;
        this.clock = clock;
    }

    /** Draws the frame unless the last one is too fresh. */
    public synchronized void show(Supplier<Bundle> frame) {
        if (!ended && (!shown || clock.getAsLong() - drawnAt >= pause)) {
            draw(frame);
        }
    }

    /** Draws the last frame; what comes after is not shown. */
    public synchronized void end(Supplier<Bundle> frame) {
        if (!ended) {
            draw(frame);
            ended = true;
        }
    }

    /** Draws another last frame over the last one, where one was shown. */
    public synchronized void replace(Supplier<Bundle> frame) {
        if (shown) {
            draw(frame);
        }
    }

    private void draw(Supplier<Bundle> frame) {
        long begun = clock.getAsLong();
        try {
            Bundle bundle = frame.get();
            if (shown) {
                Undisturbed.send(() -> port.update(id, bundle));
            } else {
                Undisturbed.send(() -> port.display(id, bundle));
                shown = true;
            }
        } catch (RuntimeException notShown) {
            // A picture of the work is worth less than the work.
        } finally {
            drawnAt = clock.getAsLong();
            pause = Math.max(PAUSE_NANOS, Math.min(LONGEST_PAUSE_NANOS, SHARE * (drawnAt - begun)));
        }
    }
}
