package dev.parley.engine.threads;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static dev.parley.Rules.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.data.Parties;
import dev.parley.num.OpenMemory;
import dev.parley.num.ParamVector;
import dev.parley.run.Run;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Native memory is freed when a run ends: learners, updates, moments and memories, counted block by block. What is left
 * is the parameters that the run keeps.
 */
class MemoryTest {
    private static final Parties PARTIES = dataset("digits").split(4, iid());

    static Stream<Arguments> trainings() {
        return Stream.of(
                training("a plain mean", () -> federation().rounds(3).train(mlp(60), PARTIES)),
                training(
                        "Adam whose moments stay, on parts of batches",
                        () -> federation()
                                .rounds(2)
                                .client(localAdam(0.001).keepState().shards(2))
                                .on(threads(2))
                                .train(mlp(60), PARTIES)),
                training(
                        "control variates",
                        () -> federation().rounds(3).client(scaffold()).train(softmax(), PARTIES)),
                training(
                        "a rule that needs all updates",
                        () -> federation().rounds(2).aggregate(median()).train(softmax(), PARTIES)),
                training(
                        "a rule of one's own",
                        () -> federation()
                                .rounds(2)
                                .aggregate(updates -> updates.mean(update -> 1))
                                .train(softmax(), PARTIES)),
                training(
                        "filters",
                        () -> federation()
                                .rounds(2)
                                .filter(clip(0.1))
                                .filter(aggregateNoise(0.01))
                                .train(softmax(), PARTIES)),
                training(
                        "by bytes",
                        () -> federation()
                                .rounds(2)
                                .client(scaffold())
                                .on(loopback())
                                .train(softmax(), PARTIES)),
                training(
                        "layers",
                        () -> federation()
                                .rounds(1)
                                .train(
                                        sequential(
                                                conv(4, 5),
                                                batchNorm(),
                                                relu(),
                                                maxPool(4),
                                                flatten(),
                                                dropout(0.2),
                                                dense()),
                                        dataset("fashion-mnist").split(40, iid()))),
                training(
                        "SameDiff",
                        () -> federation()
                                .rounds(1)
                                .train(
                                        sameDiff((sd, x) -> sd.nn()
                                                .linear(
                                                        x,
                                                        sd.var("w", Nd4j.zeros(DataType.FLOAT, 64, 10)),
                                                        sd.var("b", DataType.FLOAT, 10))),
                                        PARTIES)),
                training("everybody's own model", () -> local().epochs(2).train(softmax(), PARTIES)),
                training("workers", () -> distributed().workers(3).train(softmax(), PARTIES)),
                training("one owner", () -> centralized().epochs(2).train(softmax(), PARTIES)),
                training(
                        "a training that is stopped",
                        () -> federation()
                                .rounds(5)
                                .onRound(round -> {
                                    if (round.round() == 2) {
                                        round.stop();
                                    }
                                })
                                .train(softmax(), PARTIES)));
    }

    private static Arguments training(String name, Supplier<Run> train) {
        return Arguments.of(Named.of(name, train));
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void aRunLeavesTheParametersItKeepsAndNothingElse(Supplier<Run> train) {
        long before = OpenMemory.blocks();

        Run run = train.get();

        assertThat(OpenMemory.blocks() - before).isEqualTo(kept(run));
    }

    /** The vectors of a run: parameters, and where it can be gone on with, those of the server's and all memories. */
    private static int kept(Run run) {
        var state = run.parts().outcome().state();
        return state.params().size()
                + state.moments().size()
                + state.coordinator().vectors().size();
    }

    @Test
    void aTrainingThatFailsLeavesWhatItFinished() {
        int[] asked = {0};
        long before = OpenMemory.blocks();

        assertThatThrownBy(() -> federation()
                        .rounds(5)
                        .aggregate(updates -> {
                            if (++asked[0] == 3) {
                                throw new IllegalStateException("the third round");
                            }
                            return updates.mean(update -> 1);
                        })
                        .train(softmax(), PARTIES))
                .hasMessageContaining("the third round");

        assertThat(OpenMemory.blocks() - before).isEqualTo(kept(lastRun()));
    }

    @Test
    void aVectorThatNobodyFreesIsSeen() {
        long before = OpenMemory.blocks();

        try (ParamVector one = ParamVector.zeros(softmax().layout(PARTIES.shape()))) {
            assertThat(OpenMemory.blocks() - before).isEqualTo(1);
            one.close();
            one.close();
        }

        assertThat(OpenMemory.blocks() - before).isZero();
    }
}
