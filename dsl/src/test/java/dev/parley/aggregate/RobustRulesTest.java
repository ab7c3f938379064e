package dev.parley.aggregate;

import static dev.parley.Attacks.*;
import static dev.parley.Clients.scaffold;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Rules.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Federation;
import dev.parley.Golden;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.message.Work;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.plan.PlanJson;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Robust rules: NumPy's values, what they withstand, and the same bits everywhere and after a stop. */
class RobustRulesTest {
    private static final Parties PHONES = dataset("digits").split(15, dirichlet(1.0));

    @TempDir
    Path folder;

    private static Updates updates(JsonNode rows) {
        List<Update> all = new ArrayList<>();
        for (JsonNode row : rows) {
            float[] values = Golden.floats(row);
            all.add(new Update(
                    new Member(all.size(), "party-" + (all.size() + 1), 1),
                    1,
                    Payload.of(Update.DELTA, ParamVector.of(Layout.empty().then("x", values.length), values)),
                    Work.NONE));
        }
        return new Updates(all);
    }

    private static Stream<JsonNode> cases() {
        return Golden.each(Golden.file("robust.json").get("cases"));
    }

    private static void near(ParamVector made, JsonNode wanted) {
        double[] values = Golden.doubles(wanted);
        for (int i = 0; i < values.length; i++) {
            assertThat((double) made.at(i)).isCloseTo(values[i], within(2e-5));
        }
    }

    @Test
    void theyAreNumPys() {
        cases().forEach(golden -> {
            Updates updates = updates(golden.get("updates"));
            near(krum(2).aggregate(updates), golden.get("krum 2"));
            near(multiKrum(2, 5).aggregate(updates), golden.get("multiKrum 2 5"));
            near(bulyan(2).aggregate(updates), golden.get("bulyan 2"));
            near(geometricMedian().aggregate(updates), golden.get("geometricMedian"));
            near(centeredClipping(2.5).aggregate(updates), golden.get("centeredClipping 2.5"));
            near(centeredClipping(2.5).steps(2).aggregate(updates), golden.get("centeredClipping 2.5 again"));
            near(normClipping(2).aggregate(updates), golden.get("normClipping 2"));
            double[] weights = FoolsGold.weights(updates(golden.get("foolsGold of")).list().stream()
                    .map(Update::delta)
                    .toList());
            assertThat(weights).containsExactly(Golden.doubles(golden.get("foolsGold weights")), within(1e-4));
        });
    }

    @Test
    void identitiesHold() {
        Updates updates = updates(cases().findFirst().orElseThrow().get("updates"));
        int n = updates.size();
        float[] mean = updates.mean().toArray();

        assertThat(multiKrum(0, n).aggregate(updates).toArray()).containsExactly(mean, within(1e-6f));
        assertThat(normClipping(1e9).aggregate(updates).toArray()).containsExactly(mean, within(1e-5f));
        assertThat(centeredClipping(1e9).aggregate(updates).toArray()).containsExactly(mean, within(1e-5f));
        assertThat(bucketing(1, median()).aggregate(updates).toArray())
                .isEqualTo(median().aggregate(updates).toArray());
        assertThat(bucketing(n, median()).aggregate(updates).toArray()).containsExactly(mean, within(1e-6f));
        assertThat(geometricMedian().aggregate(updates(updates1())).toArray()[0])
                .isCloseTo(0, within(0.5f));
    }

    /** Nine of 0 and four of a million: the point of least summed distance is 0. */
    private static JsonNode updates1() {
        var rows = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 13; i++) {
            rows.addArray().add(i < 9 ? 0.0 : 1.0);
        }
        return rows;
    }

    /** As many attackers as a rule withstands, who send as far away as floats go. */
    @Test
    void noRuleIsCarriedAwayByAsManyAsItWithstands() {
        JsonNode golden = cases().skip(1).findFirst().orElseThrow();
        Updates honest = updates(golden.get("updates"));
        int n = honest.size();
        for (Aggregation rule : List.of(
                krum(3),
                multiKrum(3, 5),
                bulyan(3),
                median(),
                trimmedMean(0.25),
                geometricMedian().steps(50),
                bucketing(2, median()))) {
            int bad = 3;
            List<Update> attacked = new ArrayList<>(honest.list().subList(0, n));
            for (int i = 0; i < bad; i++) {
                Update own = attacked.get(n - 1 - i);
                attacked.set(
                        n - 1 - i, own.and(Update.DELTA, own.delta().times(0).fill(1e6 * (i + 1))));
            }
            assertThat(rule.aggregate(new Updates(attacked)).norm())
                    .as(rule.toString())
                    .isLessThan(300);
            assertThat(mean().aggregate(new Updates(attacked)).norm()).isGreaterThan(1e5);
        }
    }

    @Test
    void theyKeepWhatTheMeanLoses() {
        Federation attacked = federation().rounds(15).attack(signFlip(8), share(0.2));
        assertThat(attacked.aggregate(mean()).train(softmax(), PHONES).accuracy())
                .isLessThan(0.5);
        for (Aggregation rule : List.of(
                median(),
                trimmedMean(0.25),
                multiKrum(3, 8),
                bulyan(3),
                geometricMedian(),
                centeredClipping(0.5),
                bucketing(2, median()))) {
            assertThat(attacked.aggregate(rule).train(softmax(), PHONES).accuracy())
                    .as(rule.toString())
                    .isGreaterThan(0.75);
        }
    }

    @Test
    void foolsGoldSilencesClones() {
        // they send the same in every round, as mimics do
        Federation clones = federation().rounds(12).attack(mimic(), share(0.4));
        Run gold = clones.aggregate(foolsGold()).train(softmax(), PHONES);

        assertThat(gold.accuracy()).isGreaterThan(0.8);
    }

    @Test
    void theSameBitsEverywhereAfterAStopAndFromAFile() {
        for (Aggregation rule : List.of(
                krum(2),
                bulyan(2),
                geometricMedian(),
                centeredClipping(0.5),
                bucketing(2, centeredClipping(1)),
                foolsGold(),
                normClipping(0.5))) {
            Federation plan = federation().rounds(4).aggregate(rule).cohort(13);
            Run run = plan.on(threads(1)).train(softmax(), PHONES);
            assertThat(plan.on(loopback()).train(softmax(), PHONES).fingerprint())
                    .as(rule.toString())
                    .isEqualTo(run.fingerprint());
            Run stopped = plan.onRound(r -> {
                        if (r.round() == 2) {
                            r.stop();
                        }
                    })
                    .train(softmax(), PHONES);
            String file = folder.resolve("run.json").toString();
            save(stopped, file);
            assertThat(load(file).resume().fingerprint()).as(rule.toString()).isEqualTo(run.fingerprint());
            assertThat(PlanJson.read(plan.json())).isEqualTo(plan.plan());
        }
    }

    @Test
    void vectorsBesideTheDeltaAreRuledToo() {
        for (Aggregation rule : List.of(krum(2), bucketing(2, median()), centeredClipping(0.5), foolsGold())) {
            Run run = federation().rounds(3).client(scaffold()).aggregate(rule).train(softmax(), PHONES);
            assertThat(run.accuracy()).as(rule.toString()).isGreaterThan(0.3);
        }
    }

    /** SCAFFOLD's control variates are no way around the rule. */
    @Test
    void attackersDoNotComeInByOtherVectors() {
        Federation attacked = federation().rounds(15).client(scaffold()).attack(signFlip(8), share(0.2));
        for (Aggregation rule :
                List.of(median(), trimmedMean(0.25), krum(3), bulyan(3), geometricMedian(), bucketing(2, median()))) {
            assertThat(attacked.aggregate(rule).train(softmax(), PHONES).accuracy())
                    .as(rule.toString())
                    .isGreaterThan(0.6);
        }
    }

    /** By hand: losses 2 and 0.5, updates (1, 0) and (0, 2), rate 0.5, so L = 2. */
    @Test
    void qFairIsTheFormulaAndItsLossesAreSent() {
        Update one = update(0, 2, 1, 0);
        Update two = update(1, 0.5, 0, 2);
        // q = 1: F L w = (4, 0) + (0, 2); q F^0 |L w|^2 + L F = 4 + 4 and 16 + 1
        assertThat(new QFair(1, 0.5).aggregate(new Updates(List.of(one, two))).toArray())
                .containsExactly(new float[] {4 / 25f, 2 / 25f}, within(1e-6f));
        assertThat(new QFair(0, 0.5).aggregate(new Updates(List.of(one, two))).toArray())
                .containsExactly(new float[] {0.5f, 1}, within(1e-6f));

        Federation plan = federation().rounds(3).client(localSgd(0.1));
        Run fair = plan.aggregate(qFair(1)).train(softmax(), PHONES);
        assertThat(fair.partyTable().doubleColumn("loss at start").get(0)).isCloseTo(Math.log(10), within(1e-6));
        Run plain = plan.aggregate(mean()).train(softmax(), PHONES);
        assertThat(plan.aggregate(qFair(0))
                        .train(softmax(), PHONES)
                        .evaluation()
                        .loss())
                .isCloseTo(plain.evaluation().loss(), within(1e-5));
        assertThat(fair.rounds().get(0).bytesUp())
                .isGreaterThan(plain.rounds().get(0).bytesUp());
        assertThat(plan.aggregate(qFair(1))
                        .on(loopback())
                        .train(softmax(), PHONES)
                        .fingerprint())
                .isEqualTo(fair.fingerprint());
        String file = folder.resolve("run.json").toString();
        save(fair, file);
        assertThat(replay(file).fingerprint()).isEqualTo(fair.fingerprint());
        assertThat(load(file).plan()).isEqualTo(plan.aggregate(qFair(1)).plan());
    }

    /** By hand: root (2, 0); cosines 1, 0.6, and -1, which counts 0; lengths become 2. */
    @Test
    void trustIsTheFormulaAndWithstandsMostParties() {
        Updates updates = new Updates(List.of(update(0, 0, 1, 0), update(1, 0, 3, 4), update(2, 0, -5, 0)));
        assertThat(Trust.trusted(updates, ParamVector.of(Layout.empty().then("x", 2), new float[] {2, 0}))
                        .toArray())
                .containsExactly(new float[] {(2 + 0.6f * 1.2f) / 1.6f, 0.6f * 1.6f / 1.6f}, within(1e-6f));

        var digits = dataset("digits").trainValidTest(0.7, 0.1);
        Parties parties = digits.split(10, iid());
        Federation attacked = federation().rounds(15).client(localSgd(0.1)).attack(signFlip(3), share(0.6));
        Aggregation trust = trust(digits.valid().orElseThrow());
        Run run = attacked.aggregate(trust).train(softmax(), parties);
        assertThat(run.accuracy()).isGreaterThan(0.8);
        assertThat(attacked.aggregate(median()).train(softmax(), parties).accuracy())
                .isLessThan(0.5);
        assertThat(attacked.aggregate(trust)
                        .on(loopback())
                        .train(softmax(), parties)
                        .fingerprint())
                .isEqualTo(run.fingerprint());
        String file = folder.resolve("run.json").toString();
        save(run, file);
        assertThat(replay(file, trust(digits.valid().orElseThrow())).fingerprint())
                .isEqualTo(run.fingerprint());
        assertThatThrownBy(() -> replay(file)).hasMessageContaining("the rule trust(digits valid), which is code");
        assertThatThrownBy(() -> federation()
                        .client(localSgd(0.1).batch(100))
                        .aggregate(trust)
                        .train(softmax(), parties))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("in batches of at most 64");
    }

    private static Update update(int party, double loss, float... values) {
        Payload payload = Payload.of(Update.DELTA, ParamVector.of(Layout.empty().then("x", values.length), values))
                .and("loss at start", loss);
        return new Update(new Member(party, "party-" + (party + 1), 1), 1, payload, Work.NONE);
    }

    @Test
    void tooFewUpdatesAreRefusedBeforeTheTraining() {
        refused("krum(8) needs 19 updates a round, but 15 of 15 parties take part", krum(8));
        refused("bulyan(4) needs 19 updates a round", bulyan(4));
        refused("bucketing(4, krum(2)) needs 25 updates a round", bucketing(4, krum(2)));
        refused("multiKrum(1, 16) needs 16 updates a round", multiKrum(1, 16));
        for (Runnable each : List.<Runnable>of(
                () -> krum(-1),
                () -> multiKrum(1, 0),
                () -> bulyan(-1),
                () -> normClipping(0),
                () -> centeredClipping(-1),
                () -> bucketing(0, mean()))) {
            assertThatThrownBy(each::run).isInstanceOf(PlanException.class);
        }
    }

    private static void refused(String message, Aggregation rule) {
        assertThatThrownBy(() -> federation().rounds(1).aggregate(rule).train(softmax(), PHONES))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining(message);
    }
}
