package dev.parley.data;

import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Partitions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.aggregate.WeightedMean;
import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.fault.DataException;
import dev.parley.partition.Partition;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Rows that drift: which are seen when, counted honestly, and the same on every engine, after a stop and from a file. */
class DriftTest {
    private static final Parties PHONES = dataset("digits").split(4, dirichlet(1.0));

    @TempDir
    Path folder;

    private static TreeSet<Integer> classes(Examples rows) {
        TreeSet<Integer> all = new TreeSet<>();
        IntStream.range(0, rows.size()).forEach(row -> all.add((int) rows.target(row)));
        return all;
    }

    /** The first feature of each row beside its target, which tells rows apart well enough to count them. */
    private static List<String> fingerprints(Examples rows) {
        float[] all = Samples.all(rows);
        List<String> found = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            found.add(Arrays.toString(Arrays.copyOfRange(all, row * rows.width(), (row + 1) * rows.width()))
                    + rows.target(row));
        }
        found.sort(null);
        return found;
    }

    @Test
    void aPartySeesEachOfItsRowsInOnePhase() {
        Parties drifting = PHONES.drifting(3, dirichlet(0.3), 2);
        for (int at = 0; at < 4; at++) {
            Party party = drifting.party(at);
            List<String> seen = new ArrayList<>();
            int rows = 0;
            for (int phase = 0; phase < 3; phase++) {
                Party now = party.in(1 + 2 * phase);
                assertThat(fingerprints(party.in(2 + 2 * phase).examples())).isEqualTo(fingerprints(now.examples()));
                assertThat(fingerprints(party.in(7 + 2 * phase).examples())).isEqualTo(fingerprints(now.examples()));
                assertThat(now.size()).isPositive().isEqualTo(party.sizes().toArray()[phase]);
                seen.addAll(fingerprints(now.examples()));
                rows += now.size();
            }
            seen.sort(null);
            assertThat(rows).isEqualTo(PHONES.rows(at));
            assertThat(seen).isEqualTo(fingerprints(PHONES.party(at).examples()));
            assertThat(party.in(0).size()).isEqualTo(PHONES.rows(at));
        }
        // another seed of the split deals other phases
        int[] first = drifting.party(0).sizes().toArray();
        Parties other = dataset("digits").split(4, dirichlet(1.0), 7).drifting(3, dirichlet(0.3), 2);
        assertThat(other.party(0).sizes().toArray()).isNotEqualTo(first);
    }

    @Test
    void classesComeOneAfterAnother() {
        Party party =
                dataset("digits").split(3, iid()).drifting(5, shards(1), 4).party(1);
        TreeSet<Integer> all = new TreeSet<>();
        for (int phase = 0; phase < 5; phase++) {
            TreeSet<Integer> now = classes(party.in(1 + 4 * phase).examples());
            assertThat(now.last() - now.first()).isLessThanOrEqualTo(3);
            all.addAll(now);
        }
        assertThat(all).hasSize(10);
    }

    @Test
    void aColumnMayBeFollowed() {
        Parties aging = dataset("diabetes").split(3, iid()).drifting(4, continuous("age", 1), 1);
        int age = 0; // the first column of the file
        double before = Double.NEGATIVE_INFINITY;
        for (int round = 1; round <= 4; round++) {
            Examples rows = aging.party(2).in(round).examples();
            float[] all = Samples.all(rows);
            double[] ages = IntStream.range(0, rows.size())
                    .mapToDouble(row -> all[row * rows.width() + age])
                    .toArray();
            assertThat(Arrays.stream(ages).min().orElseThrow()).isGreaterThanOrEqualTo(before);
            before = Arrays.stream(ages).max().orElseThrow();
        }
    }

    @Test
    void tablesCountTheRowsOfTheRound() {
        Parties drifting = PHONES.drifting(2, quantitySkew(0.5), 1);
        Run run = federation().rounds(4).aggregate(new WeightedMean()).train(softmax(), drifting);
        Table table = run.partyTable();
        for (int row = 0; row < table.rowCount(); row++) {
            Party party = drifting.party(table.stringColumn("party").get(row));
            int seen = party.in(table.intColumn("round").get(row)).size();
            assertThat(table.doubleColumn("rows this round").get(row)).isEqualTo(seen);
            assertThat(table.intColumn("rows").get(row)).isEqualTo(party.size());
        }
        assertThat(run.table().longColumn("examples").get(0)
                        + run.table().longColumn("examples").get(1))
                .isEqualTo(PHONES.trainingRows());
        // the rows of the present phase weigh a party: a mean over two parties by hand
        Parties two = dataset("iris").split(2, iid()).drifting(2, quantitySkew(0.5), 1);
        float[] both = federation().rounds(1).train(softmax(), two).weights().toFloatVector();
        float[][] own = new float[2][];
        var alone = local().epochs(1).train(softmax(), two);
        for (int party = 0; party < 2; party++) {
            own[party] = alone.party("party-" + (party + 1)).weights().toFloatVector();
        }
        double a = two.party(0).in(1).size();
        double b = two.party(1).in(1).size();
        for (int i = 0; i < both.length; i++) {
            assertThat((double) both[i]).isCloseTo((a * own[0][i] + b * own[1][i]) / (a + b), within(1e-6));
        }
    }

    @Test
    void theSameBitsEverywhereAndAfterAStop() {
        Parties drifting = PHONES.drifting(3, dirichlet(0.3), 2).partyTest(0.2);
        var plan = federation().rounds(7).evaluateParties(1);
        Run run = plan.train(softmax(), drifting);

        assertThat(plan.on(threads(1)).train(softmax(), drifting).fingerprint()).isEqualTo(run.fingerprint());
        assertThat(plan.on(loopback()).train(softmax(), drifting).fingerprint()).isEqualTo(run.fingerprint());
        Parties other = PHONES.partyTest(0.2).drifting(3, dirichlet(0.3), 2);
        assertThat(plan.train(softmax(), other).fingerprint()).isEqualTo(run.fingerprint());
        assertThat(plan.train(softmax(), PHONES.partyTest(0.2)).fingerprint()).isNotEqualTo(run.fingerprint());

        String file = folder.resolve("run.json").toString();
        save(run, file);
        assertThat(load(file).toString()).contains("drifting(3, dirichlet(0.3), 2)");
        assertThat(load(file).partyTable().columnNames()).contains("rows this round");
        assertThat(replay(file).fingerprint()).isEqualTo(run.fingerprint());
        Run stopped = plan.onRound(round -> {
                    if (round.round() == 3) {
                        round.stop();
                    }
                })
                .train(softmax(), drifting);
        assertThat(stopped.rounds()).hasSize(3);
        assertThat(stopped.resume().fingerprint()).isEqualTo(run.fingerprint());
    }

    /** The one owner of all rows sees in a round what all parties see; one party is centralized. */
    @Test
    void centralizedSeesWhatAllSee() {
        Parties drifting = PHONES.drifting(3, dirichlet(0.3), 2);
        Party all = drifting.pooled().party(0);
        for (int round = 1; round <= 6; round++) {
            List<String> theirs = new ArrayList<>();
            for (Party party : drifting.all()) {
                theirs.addAll(fingerprints(party.in(round).examples()));
            }
            theirs.sort(null);
            assertThat(fingerprints(all.in(round).examples())).isEqualTo(theirs);
        }
        Parties one = dataset("digits").split(1, iid()).drifting(3, shards(1), 2);
        assertThat(federation().rounds(5).train(softmax(), one).weights())
                .isEqualTo(centralized().epochs(5).train(softmax(), one).weights());
    }

    @Test
    void itIsSaid() {
        Parties drifting = PHONES.drifting(3, shards(1), 2);
        String note =
                "drifting(3, shards(1), 2): each party sees one of 3 parts of its rows at a time, and another one every"
                        + " 2 rounds";
        assertThat(drifting.toString()).contains("4 parties by dirichlet(1.0), drifting(3, shards(1), 2), seed 42");
        assertThat(drifting.notes()).contains(note);
        assertThat(doctor(drifting).toString())
                .contains("4 parties, dirichlet(1.0), drifting(3, shards(1), 2)")
                .containsPattern("warning: drifting\\(3, shards\\(1\\), 2\\): .*; its classes there are 0\\.[4-9]\\d"
                        + " \\(Jensen-Shannon\\) from those of all its rows");
        assertThat(doctor(dataset("digits").split(20, iid()).drifting(9, quantitySkew(0.5), 1))
                        .warnings())
                .anyMatch(warning ->
                        warning.matches("party-\\d+ has \\d rows? in phase \\d of 9: its updates will be noise then"));
        assertThat(doctor(dataset("digits").split(3, iid()).drifting(2, iid(), 1))
                        .warnings())
                .anyMatch(warning -> warning.contains("its classes there are 0.0"));
        var chart = plot(drifting);
        assertThat(chart.getTitle()).contains("drifting(3, shards(1), 2)");
        assertThat(plot(PHONES).getTitle()).doesNotContain("drifting");
    }

    @Test
    void whatCannotDriftIsRefused() {
        assertThatThrownBy(() -> PHONES.drifting(1, iid(), 1))
                .isInstanceOf(DataException.class)
                .hasMessage("drifting(1, iid(), 1): rows that change come in 2 phases or more");
        assertThatThrownBy(() -> PHONES.drifting(2, iid(), 0))
                .isInstanceOf(DataException.class)
                .hasMessage("drifting(2, iid(), 0): a phase lasts 1 round or more");
        assertThatThrownBy(() -> PHONES.drifting(2, overlapping(0.1, iid()), 1))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "drifting(2, overlapping(0.1, iid()), 1): overlapping(0.1, iid()) puts a row in several phases; take"
                                + " one that deals each row once");
        assertThatThrownBy(() -> PHONES.drifting(2, iid(), 1).drifting(2, iid(), 3))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "drifting(2, iid(), 3): these rows drift already by drifting(2, iid(), 1); leave one of the two"
                                + " out");
        assertThatThrownBy(
                        () -> dataset("iris").split(3, overlapping(0.2, iid())).drifting(2, iid(), 1))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "drifting(2, iid(), 1) changes each row by the party that has it, but overlapping(0.2, iid()) lets"
                                + " several have one; leave one of the two out");
        assertThatThrownBy(() -> dataset("iris").split(40, iid()).drifting(4, iid(), 1))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "drifting(4, iid(), 1): party-1 has 3 rows, and sees at least one in each of 4 phases; take fewer"
                                + " phases, or a split that gives each party more rows");
        assertThatThrownBy(() -> PHONES.drifting(2, byColumn("year"), 1))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "drifting(2, byColumn(\"year\"), 1): the rows of party-1 cannot be dealt to 2 phases as"
                                + " if these were parties: ");
        Partition own = (rows, parties, seed) -> iid().deal(rows, parties, seed);
        assertThatThrownBy(() -> PHONES.drifting(2, own, 1))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(
                        "a run's file keeps how rows drift, and code of your own is in no file; take a partition"
                                + " of Parley's, or a record and register(.. .class)");
        assertThatThrownBy(() -> distributed().workers(2).train(softmax(), PHONES.drifting(2, iid(), 1)))
                .hasMessage(
                        "distributed() passes over all rows step by step, but those of drifting(2, iid(), 1) come and go by"
                                + " rounds; train federation(), local() or centralized() on them");
    }
}
