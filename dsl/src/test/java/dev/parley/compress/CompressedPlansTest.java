package dev.parley.compress;

import static dev.parley.Clients.*;
import static dev.parley.Compression.*;
import static dev.parley.Engines.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.clip;
import static dev.parley.Rules.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Federation;
import dev.parley.Trainer;
import dev.parley.data.Parties;
import dev.parley.model.Model;
import dev.parley.plan.PlanJson;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans that compress: fewer bytes, a model that learns, and the same bits everywhere. */
class CompressedPlansTest {
    private static final Parties TWELVE = dataset("digits").split(12, iid());
    private static final Parties HOSPITALS = dataset("breast-cancer").split(5, dirichlet(0.5));

    @TempDir
    Path folder;

    static Stream<Arguments> plans() {
        Federation plan = federation().rounds(4).cohort(3);
        Model layers = sequential(dense(5), batchNorm(), relu(), dense());
        return Stream.of(
                Arguments.of(plan.compress(topK(0.05)), logistic()),
                Arguments.of(plan.compress(topK(0.1).values(float16())).compressDown(float16()), layers),
                Arguments.of(plan.compress(topK(0.1).withoutFeedback().values(quantize(4))), layers),
                Arguments.of(plan.compress(randomK(0.3)), logistic()),
                Arguments.of(plan.compress(randomK(0.3).sharedPlaces()).compressDown(quantize(8)), layers),
                Arguments.of(plan.compress(quantize(4)).client(scaffold()).aggregate(mean()), logistic()),
                Arguments.of(
                        plan.compress(quantize(8).byRange())
                                .compressDown(quantize(12).byRange()),
                        layers),
                Arguments.of(plan.compress(float16()).filter(clip(0.3)), layers),
                Arguments.of(plan.compress(signs()).client(scaffold()), layers),
                Arguments.of(plan.compress(signs().withoutFeedback()).aggregate(majority(0.01)), logistic()),
                Arguments.of(plan.compress(signs()).aggregate(majority()), layers),
                Arguments.of(plan.compress(ternary(0.1)).aggregate(median()), layers),
                Arguments.of(plan.compress(rotated(quantize(4))).compressDown(rotated(quantize(8))), layers),
                Arguments.of(
                        distributed().workers(3).epochs(2).synchronize(every(2)).compress(topK(0.1)), layers),
                Arguments.of(
                        distributed().workers(3).epochs(1).compress(quantize(4)).compressDown(float16()), logistic()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void sameBitsOnThreadsLoopbackAfterAStopAndInAReplay(Trainer<?> plan, Model model) {
        Run run = plan.on(threads(1)).train(model, HOSPITALS);
        assertThat(run.loss()).isLessThan(1);
        Run bytes = plan.on(loopback()).train(model, HOSPITALS);
        assertThat(bytes.fingerprint()).isEqualTo(run.fingerprint());
        assertThat(bytes.ledger().printAll()).isEqualTo(run.ledger().printAll());
        assertThat(bytes.partyTable().removeColumns("ms").printAll())
                .isEqualTo(run.partyTable().removeColumns("ms").printAll());
        Run stopped = plan.onRound(r -> {
                    if (r.round() == 2) {
                        r.stop();
                    }
                })
                .train(model, HOSPITALS);
        assertThat(stopped.resume().fingerprint()).isEqualTo(run.fingerprint());
        String file = folder.resolve("run.json").toString();
        save(stopped, file);
        assertThat(load(file).resume().fingerprint()).isEqualTo(run.fingerprint());
        save(run, file);
        assertThat(replay(file).fingerprint()).isEqualTo(run.fingerprint());
        assertThat(PlanJson.read(plan.json())).isEqualTo(plan.plan());
    }

    @Test
    void aFewPercentOfTheBytesTeachAsWell() {
        Run plain = federation().rounds(5).train(softmax(), TWELVE);
        Run few = federation().rounds(5).compress(topK(0.05)).train(softmax(), TWELVE);

        assertThat(up(few)).isLessThan(up(plain) / 5);
        assertThat(few.accuracy()).isGreaterThan(0.7);
        assertThat(few.rounds().get(0).bytesDown())
                .isEqualTo(plain.rounds().get(0).bytesDown());
    }

    private static long up(Run run) {
        return run.rounds().stream().mapToLong(round -> round.bytesUp()).sum();
    }
}
