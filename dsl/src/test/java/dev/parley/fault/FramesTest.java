package dev.parley.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A refusal points to the user's line, not to ours. */
class FramesTest {
    @Test
    void ourFramesAboveTheUsersAreDropped() {
        Throwable refusal = traced(
                "dev.parley.plan.PlanCheck",
                "java.util.OptionalInt",
                "dev.parley.Trainer",
                "REPL.Cell",
                "dev.parley.X");
        Frames.fromUser(refusal);
        assertThat(refusal.getStackTrace())
                .extracting(StackTraceElement::getClassName)
                .containsExactly("REPL.Cell", "dev.parley.X");
    }

    @Test
    void aTraceWithoutAUserStaysWhole() {
        Throwable refusal = traced("dev.parley.plan.PlanCheck", "java.lang.Thread");
        Frames.fromUser(refusal);
        assertThat(refusal.getStackTrace()).hasSize(2);
    }

    private static Throwable traced(String... types) {
        Throwable refusal = new IllegalStateException("x");
        StackTraceElement[] trace = new StackTraceElement[types.length];
        for (int i = 0; i < types.length; i++) {
            trace[i] = new StackTraceElement(types[i], "m", "F.java", 1);
        }
        refusal.setStackTrace(trace);
        return refusal;
    }
}
