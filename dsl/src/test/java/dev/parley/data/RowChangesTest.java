package dev.parley.data;

import static dev.parley.Parley.*;
import static dev.parley.Partitions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.fault.DataException;
import dev.parley.plan.PlanJson;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parties whose rows are not alike in features or labels, or shared: as said, kept in files, and the same in every sentence. */
class RowChangesTest {
    private static final Parties PHONES = dataset("digits").split(4, iid());

    @TempDir
    Path folder;

    private static double deviation(Party before, Party after) {
        float[] a = Samples.all(before.examples());
        float[] b = Samples.all(after.examples());
        return Math.sqrt(IntStream.range(0, a.length)
                .mapToDouble(i -> (b[i] - a[i]) * (b[i] - a[i]))
                .average()
                .orElseThrow());
    }

    @Test
    void noiseGrowsWithTheParty() {
        Parties noisy = PHONES.featureNoise(0.8);
        for (int party = 0; party < 4; party++) {
            assertThat(deviation(PHONES.party(party), noisy.party(party))).isCloseTo(0.2 * (party + 1), within(0.01));
        }
        assertThat(Samples.all(noisy.test())).isEqualTo(Samples.all(PHONES.test()));
    }

    @Test
    void labelsAreWrongInTheirShare() {
        Parties wrong = PHONES.labelNoise(0.25);
        long different = 0;
        for (int party = 0; party < 4; party++) {
            Examples a = PHONES.party(party).examples();
            Examples b = wrong.party(party).examples();
            different += IntStream.range(0, a.size())
                    .filter(row -> a.target(row) != b.target(row))
                    .count();
            assertThat(Samples.all(b)).isEqualTo(Samples.all(a));
        }
        assertThat((double) different / PHONES.trainingRows()).isCloseTo(0.25, within(0.03));
    }

    @Test
    void fourQuarterTurnsAreNone() {
        Parties upright4 = dataset("mnist").trainValidTest(0.01, 0.98).split(4, iid());
        Parties turned = upright4.rotated();
        float[] upright = Samples.all(upright4.party(1).examples());
        float[] left = Samples.all(turned.party(1).examples());
        int side = 28;
        // the upper left pixel of an image that is turned to the left was the upper right one
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                assertThat(left[row * side + column]).isEqualTo(upright[column * side + side - 1 - row]);
            }
        }
        assertThat(Samples.all(turned.party(0).examples()))
                .isEqualTo(Samples.all(upright4.party(0).examples()));
        Parties often = upright4.rotated().rotated().rotated().rotated();
        for (int party = 0; party < 4; party++) {
            assertThat(Samples.all(often.party(party).examples()))
                    .isEqualTo(Samples.all(upright4.party(party).examples()));
        }
    }

    @Test
    void everySentenceSeesTheChangedRowsAndAFileKeepsThem() {
        Parties odd = PHONES.labelNoise(0.3).featureNoise(0.5).partyTest(0.2);
        Parties same = PHONES.partyTest(0.2).labelNoise(0.3).featureNoise(0.5);
        Run run = federation().rounds(3).evaluateParties(1).train(softmax(), odd);
        assertThat(federation()
                        .rounds(3)
                        .evaluateParties(1)
                        .train(softmax(), same)
                        .fingerprint())
                .isEqualTo(run.fingerprint());
        String file = folder.resolve("run.json").toString();
        save(run, file);
        assertThat(replay(file).fingerprint()).isEqualTo(run.fingerprint());
        assertThat(centralized()
                        .epochs(2)
                        .train(softmax(), PHONES.featureNoise(3))
                        .evaluation()
                        .loss())
                .isGreaterThan(centralized()
                        .epochs(2)
                        .train(softmax(), PHONES)
                        .evaluation()
                        .loss());
    }

    @Test
    void partiesMayShareRows() {
        Parties shared = dataset("digits").split(5, overlapping(0.5, iid()));
        int rows = dataset("digits").train().size();
        Set<Integer> all = new HashSet<>();
        for (int party = 0; party < 5; party++) {
            int[] own = shared.deal(party);
            assertThat(Arrays.stream(own).distinct().count()).isEqualTo(own.length);
            assertThat((double) own.length).isCloseTo(1.5 * rows / 5, within(2.0));
            Arrays.stream(own).forEach(all::add);
        }
        assertThat(all).hasSize(rows);
        assertThat(shared.pooled().party(0).size()).isEqualTo(rows);
        var plan = federation().parties(5).partition(overlapping(0.5, dirichlet(0.5)));
        assertThat(PlanJson.read(plan.json())).isEqualTo(plan.plan());
        Run run = federation().rounds(2).train(softmax(), shared);
        String file = folder.resolve("run.json").toString();
        save(run, file);
        assertThat(replay(file).fingerprint()).isEqualTo(run.fingerprint());
    }

    @Test
    void whatCannotBeChangedIsRefused() {
        assertThatThrownBy(() -> dataset("diabetes").split(3, iid()).labelNoise(0.1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("labelNoise(0.1) changes classes, but 'progression' is a number");
        assertThatThrownBy(() -> dataset("iris").split(3, iid()).rotated())
                .hasMessageContaining("rotated() turns images");
        assertThatThrownBy(() -> PHONES.featureNoise(0)).isInstanceOf(DataException.class);
        assertThatThrownBy(
                        () -> dataset("iris").split(3, overlapping(0.2, iid())).featureNoise(1))
                .hasMessageContaining("lets several have one");
        for (double share : List.of(0.0, 1.5)) {
            assertThatThrownBy(() -> overlapping(share, iid())).isInstanceOf(DataException.class);
        }
    }
}
