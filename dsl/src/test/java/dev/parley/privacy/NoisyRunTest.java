package dev.parley.privacy;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Federation;
import dev.parley.cohort.Participation;
import dev.parley.data.Parties;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import dev.parley.model.Model;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.plan.Choice;
import dev.parley.plan.Plan;
import dev.parley.result.RoundEvent;
import dev.parley.run.Run;
import dev.parley.train.Surroundings;
import dev.parley.train.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole trainings with noise on what they aggregate. */
class NoisyRunTest {
    private static final double SD = 0.01;
    private static final Parties DIGITS = dataset("digits").split(4, iid());

    @TempDir
    Path folder;

    private static Federation plan() {
        return federation().rounds(3).filter(clip(1)).filter(aggregateNoise(SD));
    }

    private static ParamVector weights(Run run, Model model) {
        return ParamVector.of(model.layout(DIGITS.shape()), run.weights().toFloatVector());
    }

    /** Five standard errors of the norm of so many draws. */
    private static void assertIsNoise(ParamVector vector, int draws) {
        assertThat(vector.norm(Role.LEARNED)).isCloseTo(SD * Math.sqrt(draws), within(5 * SD * Math.sqrt(0.5)));
    }

    @Test
    void aRoundIsThatWithoutNoiseAndTheNoise() {
        Run free = federation().rounds(1).train(softmax(), DIGITS);
        Run noisy = federation().rounds(1).filter(aggregateNoise(SD)).train(softmax(), DIGITS);
        assertIsNoise(weights(noisy, softmax()).minus(weights(free, softmax())), 650);
        assertThat(noisy.table().doubleColumn("noise").asList()).containsExactly(SD);
    }

    @Test
    void runningStatisticsGetNone() {
        Model model = sequential(dense(6), batchNorm(), relu(), dense());
        Run free = federation().rounds(1).train(model, DIGITS);
        Run noisy = federation().rounds(1).filter(aggregateNoise(SD)).train(model, DIGITS);
        ParamVector noise = weights(noisy, model).minus(weights(free, model));
        assertThat(noise.norm(Role.STATISTIC)).isZero();
        int learned = noise.layout().spans(Role.LEARNED).stream()
                .mapToInt(Layout.Span::length)
                .sum();
        assertThat(learned).isEqualTo(noise.length() - 12);
        assertIsNoise(noise, learned);
    }

    /** Variate that the coordinator of SCAFFOLD remembers after its first round. */
    private static ParamVector variate(Federation plan) {
        Run run = plan.client(scaffold()).onRound(r -> r.stop()).train(softmax(), DIGITS);
        return run.parts().outcome().state().coordinator().vectors().get("scaffold/control");
    }

    @Test
    void vectorsBesideTheDeltaGetTheirOwn() {
        ParamVector noise = variate(federation().filter(aggregateNoise(SD))).minus(variate(federation()));
        assertIsNoise(noise, 650);
        ParamVector delta = weights(
                        federation().rounds(1).filter(aggregateNoise(SD)).train(softmax(), DIGITS), softmax())
                .minus(weights(federation().rounds(1).train(softmax(), DIGITS), softmax()));
        assertThat(Math.abs(noise.dot(delta))).isLessThan(5 * SD * SD * Math.sqrt(650));
    }

    @Test
    void itIsTheSameOnEveryEngineInAReplayAndAfterAResume() {
        Run whole = plan().on(threads(1)).train(softmax(), DIGITS);
        assertThat(plan().on(threads(2)).train(softmax(), DIGITS).fingerprint()).isEqualTo(whole.fingerprint());
        assertThat(plan().on(loopback()).train(softmax(), DIGITS).fingerprint()).isEqualTo(whole.fingerprint());
        assertThat(plan().seed(43).train(softmax(), DIGITS).fingerprint()).isNotEqualTo(whole.fingerprint());
        String path = folder.resolve("noisy").toString();
        save(whole, path);
        assertThat(replay(path).fingerprint()).isEqualTo(whole.fingerprint());
        Run part = plan().onRound(r -> r.stop()).train(softmax(), DIGITS);
        assertThat(part.rounds()).hasSize(1);
        assertThat(part.resume().fingerprint()).isEqualTo(whole.fingerprint());
    }

    /** Nobody in the first round, everyone later. */
    private record LaterOn() implements Participation {
        @Override
        public int[] draw(Turn turn, List<Member> all, CoordinatorSide here, Exchange ask) {
            return turn.round() == 1
                    ? new int[0]
                    : all.stream().mapToInt(Member::index).toArray();
        }

        @Override
        public double expected(int parties) {
            return parties;
        }
    }

    @Test
    void aRoundWithoutPartiesIsNoiseAlone() {
        List<ParamVector> after = new ArrayList<>();
        for (Federation asked :
                List.of(plan(), plan().client(scaffold()), federation().rounds(3))) {
            Plan plan = asked.plan().with(Choice.PARTICIPATION, new LaterOn());
            Surroundings place = Surroundings.HERE.onRound(view -> after.add(view.params()));
            Run run = new Training(plan, place, softmax()).run(DIGITS);
            assertThat(run.complete()).isTrue();
            assertThat(run.table().intColumn("parties").asList()).containsExactly(0, 4, 4);
        }
        assertIsNoise(after.get(0), 650); // softmax begins at zeros
        assertThat(after.get(3).fingerprint()).isEqualTo(after.get(0).fingerprint());
        assertThat(after.get(6).norm()).isZero();
        assertThat(after.get(1).fingerprint()).isNotEqualTo(after.get(0).fingerprint());
    }

    @Test
    void thePlanSaysThatItClaimsNoPrivacy() {
        List<String> notes = new ArrayList<>();
        plan().listen(event -> {
                    if (event instanceof RoundEvent.Started started) {
                        notes.addAll(started.notes());
                    }
                })
                .train(softmax(), DIGITS);
        assertThat(notes)
                .contains(
                        "clip(1) bounds updates; no privacy is claimed",
                        "aggregateNoise(0.01) repeats with the plan's seed; no privacy is claimed");
    }
}
