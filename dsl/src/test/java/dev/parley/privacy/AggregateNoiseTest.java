package dev.parley.privacy;

import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.data.Parties;
import dev.parley.filter.CoordinatorDouble;
import dev.parley.filter.Exchange;
import dev.parley.filter.Fold;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.num.Seed;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AggregateNoiseTest {
    private static final int N = 40_000;

    /** Answers zeros, of nobody. */
    private record Nobody(Layout layout) implements Exchange {
        @Override
        public List<Member> cohort() {
            return List.of();
        }

        @Override
        public Aggregate with(Broadcast to) {
            return new Aggregate(Payload.of(Update.DELTA, ParamVector.zeros(layout)), List.of(), 0);
        }

        @Override
        public Aggregate with(Broadcast to, IntFunction<Payload> own) {
            return with(to);
        }

        @Override
        public Aggregate with(Broadcast to, IntFunction<Payload> own, Fold into) {
            return with(to);
        }

        @Override
        public Map<Member, Payload> ask(String step, Map<Member, Payload> to) {
            return Map.of();
        }
    }

    private static float[] noise(int round, long seed) {
        Layout layout = Layout.empty().then("w", N).then("running", Role.STATISTIC, 10);
        CoordinatorDouble here = CoordinatorDouble.of(round, 4, N, new Seed(seed));
        Broadcast to = Broadcast.of(round, 9, true, new Seed(seed), ParamVector.zeros(layout));
        float[] noise = new AggregateNoise(0.5)
                .atCoordinator(to, here, new Nobody(layout))
                .delta()
                .toArray();
        assertThat(here.notes()).containsEntry("noise", 0.5);
        return noise;
    }

    @Test
    void isNormalWithMeanZeroAndTheDeviationAskedFor() {
        float[] noise = noise(1, 1);
        double mean = 0;
        double square = 0;
        double fourth = 0;
        for (int i = 0; i < N; i++) {
            double z = noise[i] / 0.5;
            mean += z / N;
            square += z * z / N;
            fourth += z * z * z * z / N;
        }

        // five standard errors: 1, sqrt(2) and sqrt(96) over sqrt(N)
        assertThat(mean).isCloseTo(0, within(5 / Math.sqrt(N)));
        assertThat(square).isCloseTo(1, within(5 * Math.sqrt(2) / Math.sqrt(N)));
        assertThat(fourth).isCloseTo(3, within(5 * Math.sqrt(96) / Math.sqrt(N)));
    }

    @Test
    void leavesRunningStatisticsAsTheyAre() {
        assertThat(Arrays.copyOfRange(noise(1, 1), N, N + 10)).containsOnly(0);
    }

    @Test
    void isAnotherInEachRoundAndTheSameAgain() {
        assertThat(noise(1, 1)).isEqualTo(noise(1, 1)).isNotEqualTo(noise(2, 1)).isNotEqualTo(noise(1, 2));
    }

    @Test
    void isReplayedToTheBitAndIsAColumnOfTheRun(@TempDir Path folder) {
        Parties parties = dataset("iris").split(3, iid());
        Run run = federation()
                .rounds(3)
                .filter(clip(1))
                .filter(aggregateNoise(0.01))
                .train(softmax(), parties);
        String path = folder.resolve("run").toString();
        save(run, path);

        assertThat(replay(path).fingerprint()).isEqualTo(run.fingerprint());
        assertThat(run.table().doubleColumn("noise").asList()).containsOnly(0.01);
        assertThat(run.fingerprint())
                .isNotEqualTo(federation()
                        .rounds(3)
                        .filter(clip(1))
                        .train(softmax(), parties)
                        .fingerprint());
    }
}
