package dev.parley.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.example.Task;
import dev.parley.filter.End;
import dev.parley.model.Evaluation;
import dev.parley.plan.Kind;
import dev.parley.result.RoundEvent;
import dev.parley.result.RoundResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The line on standard error. */
class ConsoleProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String shown(boolean terminal) {
        ConsoleProgress progress = new ConsoleProgress(out, terminal);
        Evaluation good = new Evaluation(Task.CLASSIFICATION, 10, 0.25, 0.9, Double.NaN, Double.NaN);
        progress.on(new RoundEvent.Started(Kind.FEDERATION, "FedAvg", 2, List.of(), List.of("two cells were empty")));
        progress.on(new RoundEvent.RoundEnded(new RoundResult(
                1, Optional.of(good), Optional.empty(), List.of(), List.of(), new TreeMap<>(), 1, 1, 0.1)));
        progress.on(new RoundEvent.Ended(1, new End.Stopped("me", 1)));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void withoutATerminalThereIsOneLineAtTheEnd() {
        assertThat(shown(false).replaceAll("· [0-9.]+ s", "· T s"))
                .isEqualTo("note: two cells were empty\n"
                        + "FedAvg · 1 of 2 rounds · accuracy 0.9000, loss 0.2500 · T s · ended early: stopped by me after round 1; lastRun()"
                        + " has 1 finished round; lastRun().resume() goes on from there\n");
    }

    @Test
    void onATerminalTheLineIsWrittenOver() {
        assertThat(shown(true)).contains("\r\033[KFedAvg · round 1 of 2 · accuracy 0.9000");
    }
}
