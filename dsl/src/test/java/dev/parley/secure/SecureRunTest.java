package dev.parley.secure;

import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.mean;
import static dev.parley.Parley.replay;
import static dev.parley.Parley.save;
import static dev.parley.Parley.softmax;
import static dev.parley.Parley.weightedMean;
import static dev.parley.Sums.secure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.parley.aggregate.Summable;
import dev.parley.data.Parties;
import dev.parley.engine.loopback.Loopback;
import dev.parley.engine.threads.Threads;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole trainings whose sums nobody sees the parts of. */
class SecureRunTest {
    private static final Parties TWELVE = dataset("digits").split(12, iid());

    static Stream<Summable> rules() {
        return Stream.of(mean(), weightedMean());
    }

    /** Five rounds of means that are each off by less than 16 / (2^20 - 1) = 1.6e-5. */
    @ParameterizedTest
    @MethodSource("rules")
    void equalsTheOpenMeanWithinTheRounding(Summable rule) {
        Run open = federation().rounds(5).aggregate(rule).train(softmax(), TWELVE);
        Run hidden = federation()
                .rounds(5)
                .aggregate(secure(rule))
                .on(new Threads(1))
                .train(softmax(), TWELVE);
        double most = open.weights().sub(hidden.weights()).amaxNumber().doubleValue();
        assertThat(most).isPositive().isLessThan(1e-3);
        assertThat(hidden.accuracy()).isCloseTo(open.accuracy(), offset(0.02));
        for (var engine : new dev.parley.engine.Engine[] {new Threads(4), new Loopback()}) {
            Run other =
                    federation().rounds(5).aggregate(secure(rule)).on(engine).train(softmax(), TWELVE);
            assertThat(other.fingerprint()).isEqualTo(hidden.fingerprint());
        }
    }

    /** Sums code rows a last bit otherwise than the parties' own numbers do, so that all is made anew. */
    @Test
    void changesOfRowsStandInTheFileOnce(@TempDir Path folder) {
        Parties rows =
                dataset("breast-cancer").split(6, iid()).featureNoise(0.5).drifting(2, iid(), 1);
        assertThat(rows.summed().coding()).isNotEqualTo(rows.coding());
        assertThat(rows.summed().recipe()).isEqualTo(rows.recipe());
        Run run = federation().rounds(3).aggregate(secure(mean())).train(softmax(), rows);
        String file = folder.resolve("run").toString();
        save(run, file);
        assertThat(replay(file).fingerprint()).isEqualTo(run.fingerprint());
    }
}
