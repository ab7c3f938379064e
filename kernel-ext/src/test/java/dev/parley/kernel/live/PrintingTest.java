package dev.parley.kernel.live;

import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.logistic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.run.Run;
import dev.parley.train.Host;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Printing on the way out of a stopped training does not make a failure of it. */
class PrintingTest {
    private final Host host = Host.open();
    private final PrintStream before = System.out;
    private final Fragile bytes = new Fragile();
    private final PrintStream kernels = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @AfterEach
    void theStreamOfTheTests() {
        System.setOut(before);
        host.close();
        Thread.interrupted();
    }

    @Test
    void aCallbackThatPrintsAfterTheStopLeavesAStoppedRun() {
        System.setOut(kernels);
        host.display(() -> new LiveRun(new QuietPort() {}, new UnderWay()));
        Run run = federation()
                .rounds(5)
                .onRound(round -> {
                    if (round.round() == 2) {
                        Thread.currentThread().interrupt();
                        System.out.println("after round 2 – 第二轮");
                    }
                })
                .train(logistic(), dataset("breast-cancer").split(3, iid()));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.stopped()).startsWith("interrupted");
        assertThat(run.rounds()).hasSize(2);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("after round 2 – 第二轮" + System.lineSeparator());
    }

    @Test
    void theKernelsOwnStreamIsBackWhenTheLastTrainingEnds() {
        System.setOut(kernels);
        UnderWay trainings = new UnderWay();
        LiveRun one = new LiveRun(new QuietPort() {}, trainings);
        LiveRun two = new LiveRun(new QuietPort() {}, trainings);
        trainings.begin(one);
        trainings.begin(two);
        trainings.end(one);
        assertThat(System.out).isNotSameAs(kernels);
        trainings.end(two);
        assertThat(System.out).isSameAs(kernels);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> System.out.println("a loop of the user's own"))
                .as("ends as the kernel has it")
                .hasMessage("Errno 4");
    }

    @Test
    void theStreamOfALaterCellIsLeftAlone() {
        System.setOut(kernels);
        UnderWay trainings = new UnderWay();
        LiveRun stopped = new LiveRun(new QuietPort() {}, trainings);
        trainings.begin(stopped);
        PrintStream later = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        System.setOut(later);
        trainings.end(stopped);
        assertThat(System.out).isSameAs(later);
    }

    /** Like a kernel's: on an interrupted thread it throws, and forgets the interrupt. */
    private static final class Fragile extends ByteArrayOutputStream {
        @Override
        public void flush() {
            if (Thread.interrupted()) {
                throw new IllegalStateException("Errno 4");
            }
        }
    }
}
