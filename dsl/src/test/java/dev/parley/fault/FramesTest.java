package dev.parley.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
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

    @Test
    void ofAUsersFailureTheUsersFramesAreKeptAndTheJdksThatTheUserCalled() {
        String[] lambda = {"java.lang.Integer", "REPL.Cell"};
        String[] between = {"java.util.ArrayList", "dev.parley.Training", "java.lang.Iterable", "dev.parley.Trainer"};
        String[] caller = {"REPL.Cell", "jdk.internal.reflect.Method", "java.lang.Thread"};
        Throwable failure = traced(
                Stream.of(lambda, between, caller).flatMap(Arrays::stream).toArray(String[]::new));
        Throwable cause = traced("REPL.Other", "dev.parley.Training", "REPL.Cell");
        failure.initCause(cause);
        failure.addSuppressed(traced("REPL.Third", "dev.parley.Training", "java.lang.Thread"));
        Frames.betweenUsers(failure);
        assertThat(failure.getStackTrace())
                .extracting(StackTraceElement::getClassName)
                .containsExactly(
                        "java.lang.Integer",
                        "REPL.Cell",
                        "REPL.Cell",
                        "jdk.internal.reflect.Method",
                        "java.lang.Thread");
        assertThat(failure.getCause()).isSameAs(cause);
        assertThat(cause.getStackTrace())
                .extracting(StackTraceElement::getClassName)
                .containsExactly("REPL.Other", "REPL.Cell");
        assertThat(failure.getSuppressed()[0].getStackTrace())
                .extracting(StackTraceElement::getClassName)
                .containsExactly("REPL.Third", "java.lang.Thread");
    }

    @Test
    void aFailureOfOurOwnStaysWhole() {
        Throwable ours = traced("java.util.List", "dev.parley.round.Coordinator", "dev.parley.Trainer", "REPL.Cell");
        ours.initCause(ours(ours));
        Frames.betweenUsers(ours);
        assertThat(ours.getStackTrace()).hasSize(4);
    }

    /** A cause whose own cause leads back to where it came from. */
    private static Throwable ours(Throwable back) {
        return new IllegalStateException("circle", back);
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
