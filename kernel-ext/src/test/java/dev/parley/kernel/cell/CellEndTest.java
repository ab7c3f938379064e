package dev.parley.kernel.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.kernel.live.UnderWay;
import java.util.Arrays;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;

/** A cell's failure as it is shown, in a JShell of this process, as kernels have one. */
class CellEndTest {
    @Test
    void aFailureShowsTheUsersLines() {
        try (JShell shell = JShell.builder().executionEngine("local").build();
                CellEnd end = new CellEnd(shell, new UnderWay(), hint -> {})) {
            run(shell, "int half(int x) {\n    int zero = 0;\n    return x / zero;\n}");
            List<SnippetEvent> events = run(shell, "Runnable r = () -> {\n    half(4);\n};");
            assertThat(events).allMatch(event -> event.exception() == null);

            Throwable failure = run(shell, "r.run();").get(0).exception();

            assertThat(Arrays.stream(failure.getStackTrace()).map(StackTraceElement::toString))
                    .containsExactly(
                            "cell.half(#1:3: return x / zero;)",
                            "cell.lambda(#2:2: half(4);)",
                            "cell.statement(#3:1: r.run();)");
        }
    }

    @Test
    void closedItLeavesFailuresAsTheyAre() {
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            new CellEnd(shell, new UnderWay(), hint -> {}).close();
            Throwable failure = run(shell, "Integer.parseInt(\"x\");").get(0).exception();
            assertThat(failure.getStackTrace())
                    .noneMatch(frame -> frame.getClassName().equals("cell"));
        }
    }

    private static List<SnippetEvent> run(JShell shell, String code) {
        return shell.eval(code);
    }
}
