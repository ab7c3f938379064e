package dev.parley.train;

import dev.parley.result.RoundEvent;
import dev.parley.result.RoundListener;
import java.util.List;

/**
 * Audience of a training: the user's listeners, and then the display.
 *
 * <p>A listener that throws ends the training; the display hears of everything all the same, so that it shows how far
 * that came.
 */
record Audience(List<RoundListener> listeners, RoundListener display) implements RoundListener {
    @Override
    public void on(RoundEvent event) {
        try {
            listeners.forEach(each -> each.on(event));
        } finally {
            display.on(event);
        }
    }
}
