package dev.parley.kernel.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.kernel.render.Bundle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveDisplayTest {
    private final Recorded port = new Recorded();
    private final AtomicLong millis = new AtomicLong();
    private final LiveDisplay display = new LiveDisplay(port, () -> millis.get() * 1_000_000);

    @Test
    void drawsFourTimesASecondAndAlwaysTheLastOne() {
        for (int ms = 0; ms < 1000; ms += 10) {
            millis.set(ms);
            frame(ms);
        }
        display.end(() -> Bundle.text("end"));
        frame(2000);

        assertThat(port.shown).containsExactly("display 0", "update 250", "update 500", "update 750", "update end");
        assertThat(port.ids).hasSize(5).allMatch(port.ids.get(0)::equals);
    }

    @Test
    void whatIsDearToDrawIsDrawnLessOften() {
        for (int ms = 0; ms < 4000; ms += 10) {
            millis.set(Math.max(millis.get(), ms));
            display.show(() -> {
                millis.addAndGet(6);
                return Bundle.text("x");
            });
        }
        // 6 ms each, so every 600 ms and not every 250
        assertThat(port.shown).hasSize(7);
    }

    @Test
    void howeverDearItIsDrawnOnceASecond() {
        for (int ms = 0; ms < 4000; ms += 10) {
            millis.set(Math.max(millis.get(), ms));
            display.show(() -> {
                millis.addAndGet(90);
                return Bundle.text("x");
            });
        }
        assertThat(port.shown).hasSize(4);
    }

    @Test
    void drawsOnAnInterruptedThreadAndLeavesItInterrupted() {
        Thread.currentThread().interrupt();

        frame(1);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(port.sawInterrupt).isFalse();
        assertThat(port.shown).containsExactly("display 1");
    }

    @Test
    void goesOnWhenTheKernelCannotShow() {
        port.broken = true;
        frame(1);
        port.broken = false;
        millis.set(300);
        frame(2);

        assertThat(port.shown).containsExactly("display 2");
    }

    private void frame(int number) {
        display.show(() -> Bundle.text("" + number));
    }

    private static final class Recorded implements QuietPort {
        final List<String> shown = new ArrayList<>();
        final List<String> ids = new ArrayList<>();
        boolean sawInterrupt;
        boolean broken;

        @Override
        public void display(String id, Bundle bundle) {
            record("display ", id, bundle);
        }

        @Override
        public void update(String id, Bundle bundle) {
            record("update ", id, bundle);
        }

        private void record(String how, String id, Bundle bundle) {
            if (broken) {
                throw new IllegalStateException("no cell is running");
            }
            sawInterrupt |= Thread.currentThread().isInterrupted();
            shown.add(how + bundle.data().get("text/plain"));
            ids.add(id);
        }
    }
}
