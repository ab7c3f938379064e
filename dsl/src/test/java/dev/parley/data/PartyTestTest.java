package dev.parley.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Parley;
import dev.parley.example.Party;
import dev.parley.fault.DataException;
import dev.parley.num.Seed;
import dev.parley.partition.Dirichlet;
import dev.parley.partition.Iid;
import dev.parley.partition.QuantitySkew;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Row;

/** Each party's own held-out rows. */
class PartyTestTest {
    private final Parties plain = Dataset.named("wine").split(4, new Dirichlet(1.0), 7);
    private final Parties parties = plain.partyTest(0.25);

    @Test
    void eachPartyKeepsAShareOfItsOwnRowsOfEachClass() {
        for (Party party : parties.all()) {
            int before = plain.rows(party.index());
            int held = party.test().orElseThrow().size();

            assertThat(party.size() + held).isEqualTo(before);
            assertThat((double) held).isBetween(before * 0.25 - 1, before * 0.25 + 1);
            for (int c = 0; c < 3; c++) {
                long kept = count(party.test().orElseThrow(), c);
                long all = kept + count(party.examples(), c);
                assertThat((double) kept).isBetween(all * 0.25 - 1, all * 0.25 + 1);
            }
        }
    }

    private static long count(dev.parley.example.Examples rows, int wanted) {
        return IntStream.range(0, rows.size())
                .filter(row -> (int) rows.target(row) == wanted)
                .count();
    }

    @Test
    void keptRowsAreInNobodysTrainingAndInNoStatistics() {
        int[] trained = IntStream.range(0, 4)
                .flatMap(party -> Arrays.stream(parties.deal(party)))
                .sorted()
                .toArray();

        assertThat(trained).doesNotHaveDuplicates();
        assertThat(parties.pooled().deal(0)).isEqualTo(trained);
        assertThat(parties.redealt(3, new Seed(1)).all().stream()
                        .mapToInt(Party::size)
                        .sum())
                .isEqualTo(trained.length);
        assertThat(parties.coding()).isNotEqualTo(plain.coding());
        assertThat(parties.shape()).isEqualTo(plain.shape());
    }

    @Test
    void partiesMeasureOnTheRowsTheyKeep() {
        Run run = Parley.federation().rounds(2).evaluateParties(1).train(Parley.softmax(), parties);

        for (Row row : run.partyScores()) {
            assertThat(row.getInt("rows"))
                    .isEqualTo(parties.held(parties.names().indexOf(row.getString("party"))));
        }
    }

    @Test
    void aPartyOfFewRowsMayKeepNoneAndHasNoScore() {
        Parties skewed = Dataset.named("iris").split(12, new QuantitySkew(0.3)).partyTest(0.1);
        long none = IntStream.range(0, 12).filter(i -> skewed.held(i) == 0).count();
        Run run = Parley.federation().rounds(1).evaluateParties(1).train(Parley.softmax(), skewed);

        assertThat(none).isBetween(1L, 11L);
        assertThat(run.partyScores().rowCount()).isEqualTo((int) (12 - none));
        assertThat(skewed.notes())
                .contains("partyTest(0.1): " + none
                        + " of 12 parties have too few rows of each class to keep any, and have no score of their own");
    }

    @Test
    void theSameSplitKeepsTheSameRowsAlsoFromAFile(@TempDir Path folder) {
        Run run = Parley.federation().rounds(2).train(Parley.softmax(), parties);
        String path = folder.resolve("run").toString();
        Parley.save(run, path);
        Parties opened = Parley.load(path).parties();

        for (int i = 0; i < 4; i++) {
            assertThat(opened.deal(i)).isEqualTo(parties.deal(i));
        }
        assertThat(Parley.replay(path).fingerprint()).isEqualTo(run.fingerprint());
        assertThat(parties.partyTest(0.25).deal(2)).isEqualTo(parties.deal(2));
    }

    @Test
    void tellsWhatItKeeps() {
        assertThat(parties.table().columnNames()).contains("own test");
        assertThat(plain.table().columnNames()).doesNotContain("own test");
        assertThat(parties.toString()).contains("each party's own test by partyTest(0.25)");
    }

    @Test
    void refusesSharesThatMakeNoTest() {
        assertThatThrownBy(() -> plain.partyTest(1))
                .isInstanceOf(DataException.class)
                .hasMessage("partyTest(1.0): the share that each party keeps for its own test must lie between 0 and 1,"
                        + " both excluded; 0.2 is usual");
        assertThatThrownBy(() -> plain.pooled().partyTest(0.2)).hasMessageContaining("say it of a split");
        assertThatThrownBy(() -> Dataset.named("iris").split(120, new Iid()).partyTest(0.5))
                .hasMessageContaining("no party has rows enough");
    }
}
