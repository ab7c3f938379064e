package dev.parley.attack;

import static dev.parley.Attacks.*;
import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.clip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Federation;
import dev.parley.Golden;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.message.Update;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.plan.PlanCheck;
import dev.parley.plan.PlanJson;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each attack sends what its paper says, from the attackers alone, on every engine. */
class AttacksTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(6, dirichlet(0.5));
    private static final String[] BAD = {"party-2", "party-5"};

    @TempDir
    Path folder;

    /** Updates that came of each party in the first round, under a rule that looks. */
    private static List<float[]> sent(Federation plan, Parties parties) {
        List<float[]> sent = new ArrayList<>();
        plan.rounds(1)
                .aggregate(updates -> {
                    for (Update one : updates.list()) {
                        sent.add(one.delta().toArray());
                    }
                    return updates.mean();
                })
                .train(logistic(), parties);
        return sent;
    }

    private static float[] map(float[] values, UnaryOperator<Float> how) {
        float[] made = new float[values.length];
        for (int i = 0; i < made.length; i++) {
            made[i] = how.apply(values[i]);
        }
        return made;
    }

    private static void others(List<float[]> honest, List<float[]> attacked) {
        for (int party : new int[] {0, 2, 3, 5}) {
            assertThat(attacked.get(party)).isEqualTo(honest.get(party));
        }
    }

    @Test
    void whatOneSendsByItselfIsMadeOfItsHonestUpdate() {
        List<float[]> honest = sent(federation(), HOSPITALS);
        List<float[]> flipped = sent(federation().attack(signFlip(3), "party-2", "party-5"), HOSPITALS);
        List<float[]> boosted = sent(federation().attack(boost(4), "party-2", "party-5"), HOSPITALS);
        List<float[]> lazy = sent(federation().attack(freeRider(), "party-2", "party-5"), HOSPITALS);
        for (List<float[]> attacked : List.of(flipped, boosted, lazy)) {
            others(honest, attacked);
        }
        for (int party : new int[] {1, 4}) {
            assertThat(flipped.get(party)).isEqualTo(map(honest.get(party), x -> -3 * x));
            assertThat(boosted.get(party)).isEqualTo(map(honest.get(party), x -> 4 * x));
            assertThat(lazy.get(party)).containsOnly(0f);
        }
    }

    @Test
    void noiseHasItsDeviationAndIsEachPartysOwn() {
        Parties phones = dataset("digits").split(4, iid());
        List<float[]> sent = new ArrayList<>();
        federation()
                .rounds(1)
                .attack(gaussianNoise(2), "party-1", "party-3")
                .aggregate(updates -> {
                    updates.list().forEach(one -> sent.add(one.delta().toArray()));
                    return updates.mean();
                })
                .train(mlp(100), phones);
        for (int party : new int[] {0, 2}) {
            double squares = IntStream.range(0, sent.get(party).length)
                    .mapToDouble(i -> sent.get(party)[i] * sent.get(party)[i])
                    .average()
                    .orElseThrow();
            assertThat(Math.sqrt(squares)).isCloseTo(2, within(0.05));
        }
        assertThat(sent.get(0)).isNotEqualTo(sent.get(2));
    }

    @Test
    void flippedLabelsAreThoseOfRowsThatHaveThem() {
        List<float[]> honest = sent(federation(), HOSPITALS);
        List<float[]> flipped = sent(federation().attack(labelFlip(), BAD[0], BAD[1]), HOSPITALS);

        others(honest, flipped);
        // with two classes and parameters of zero the gradient of a flipped row is the negative one of p = 1/2
        Run one = federation()
                .rounds(1)
                .client(localSgd(1e-3).batch(10_000))
                .attack(labelFlip(), BAD[0])
                .train(logistic(), HOSPITALS);
        assertThat(one.complete()).isTrue();
        List<float[]> a = sent(federation().client(localSgd(1e-3).batch(10_000)), HOSPITALS);
        List<float[]> b =
                sent(federation().client(localSgd(1e-3).batch(10_000)).attack(labelFlip(), BAD[0]), HOSPITALS);
        for (int i = 0; i < a.get(1).length; i++) {
            assertThat(b.get(1)[i]).isCloseTo(-a.get(1)[i], within(1e-9f));
        }
    }

    private static ParamVector vector(float... values) {
        return ParamVector.of(Layout.empty().then("w", values.length), values);
    }

    @Test
    void whatTheyCraftTogetherIsNumPys() {
        JsonNode golden = Golden.file("attacks.json");
        List<ParamVector> honest = Golden.each(golden.get("honest"))
                .map(row -> vector(Golden.floats(row)))
                .toList();
        int n = golden.get("n").asInt();

        for (JsonNode each : golden.get("z")) {
            assertThat(LittleIsEnough.z(each.get(0).asInt(), each.get(1).asInt()))
                    .isCloseTo(each.get(2).asDouble(), within(1e-9));
        }
        near(new LittleIsEnough().crafted(honest, n), golden.get("littleIsEnough"), 1e-6);
        near(new InnerProduct(0.3).crafted(honest, n), golden.get("innerProduct 0.3"), 1e-6);
        near(new MinMax().crafted(honest, n), golden.get("minMax"), 1e-4);
        assertThat(new Mimic().crafted(honest, n).toArray())
                .isEqualTo(Golden.floats(golden.get("honest").get(0)));
    }

    private static void near(ParamVector made, JsonNode wanted, double gap) {
        double[] values = Golden.doubles(wanted);
        for (int i = 0; i < values.length; i++) {
            assertThat((double) made.at(i)).isCloseTo(values[i], within(gap));
        }
    }

    @Test
    void minMaxIsAsFarAsTheFarthestPair() {
        List<ParamVector> honest = List.of(vector(1, 2, -1), vector(3, 2, 0), vector(8, 2, 4));
        ParamVector crafted = new MinMax().crafted(honest, 4);
        double most = honest.get(0).minus(honest.get(2)).norm();
        double farthest = honest.stream()
                .mapToDouble(one -> one.minus(crafted).norm())
                .max()
                .orElseThrow();

        assertThat(farthest).isLessThanOrEqualTo(most).isCloseTo(most, within(1e-3));
        // along -sd from the mean
        float[] gap = crafted.minus(vector(4, 2, 1)).toArray();
        assertThat(gap[0] / gap[2]).isCloseTo((float) (3.605551275463989 / 2.6457513110645907), within(1e-4f));
        assertThat(gap[0]).isNegative();
    }

    @Test
    void thoseWhoKnowReplaceTheirOwnUpdatesAlone() {
        List<float[]> honest = sent(federation(), HOSPITALS);
        List<float[]> attacked = sent(federation().attack(innerProduct(2), BAD[0], BAD[1]), HOSPITALS);

        others(honest, attacked);
        assertThat(attacked.get(1)).isEqualTo(attacked.get(4));
        double mean = (honest.get(0)[3] + honest.get(2)[3] + honest.get(3)[3] + honest.get(5)[3]) / 4.0;
        assertThat(attacked.get(1)[3]).isCloseTo((float) (-2 * mean), within(1e-6f));
    }

    @Test
    void everyAttackHasTheSameBitsEverywhereAndAfterAStop() {
        List<Federation> plans = List.of(
                federation().attack(signFlip(3), BAD[0], BAD[1]),
                federation().attack(labelFlip(), share(0.4)),
                federation()
                        .attack(gaussianNoise(0.1), share(0.4))
                        .client(scaffold())
                        .aggregate(mean()),
                federation().attack(littleIsEnough(), share(0.4)),
                federation().attack(minMax(), share(0.4)).filter(clip(1)),
                federation()
                        .attack(backdoor(trigger("malignant").value(4)), "party-1")
                        .attack(boost(3), "party-1"));
        for (Federation each : plans) {
            Federation plan = each.rounds(3);
            Run run = plan.on(threads(1)).train(logistic(), HOSPITALS);
            assertThat(plan.on(loopback()).train(logistic(), HOSPITALS).fingerprint())
                    .as(plan.toString())
                    .isEqualTo(run.fingerprint());
            Run stopped = plan.onRound(r -> {
                        if (r.round() == 1) {
                            r.stop();
                        }
                    })
                    .train(logistic(), HOSPITALS);
            assertThat(stopped.resume().fingerprint()).isEqualTo(run.fingerprint());
            String file = folder.resolve("run.json").toString();
            save(run, file);
            assertThat(replay(file).fingerprint()).isEqualTo(run.fingerprint());
            assertThat(PlanJson.read(plan.json())).isEqualTo(plan.plan());
            assertThat(load(file).partyTable().print())
                    .isEqualTo(run.partyTable().print());
        }
    }

    @Test
    void theCoordinatorClipsWhatAnAttackerDoesNot() {
        Federation plan = federation().filter(clip(0.01));
        List<float[]> attacked = sent(plan.attack(boost(1000), BAD[0]).attack(innerProduct(50), BAD[1]), HOSPITALS);
        for (float[] one : attacked) {
            double squares = 0;
            for (float x : one) {
                squares += x * x;
            }
            assertThat(Math.sqrt(squares)).isLessThanOrEqualTo(0.01 + 1e-6);
        }
    }

    @Test
    void attackersAreMarked() {
        Run run =
                federation().rounds(2).attack(signFlip(5), "party-2", "party-5").train(logistic(), HOSPITALS);

        assertThat(run.toString()).contains("under attack by signFlip(5): party-2, party-5");
        assertThat(run.partyTable().stringColumn("attack").asList().subList(0, 6))
                .containsExactly("", "signFlip(5)", "", "", "signFlip(5)", "");
        assertThat(federation().attack(signFlip(5), "party-2").attack(mimic(), share(0.25)))
                .hasToString("federation().attack(signFlip(5), \"party-2\").attack(mimic(), share(0.25))");
        assertThat(federation()
                        .rounds(1)
                        .train(logistic(), HOSPITALS)
                        .partyTable()
                        .columnNames())
                .doesNotContain("attack");
    }

    @Test
    void aShareIsDrawnBySeedAndStays() {
        Parties many = dataset("digits").split(20, iid());
        Run run = federation().rounds(2).attack(labelFlip(), share(0.2)).train(softmax(), many);
        List<String> marks = run.partyTable().stringColumn("attack").asList();

        assertThat(marks.subList(0, 20)).isEqualTo(marks.subList(20, 40));
        assertThat(marks.stream().filter(mark -> !mark.isEmpty())).hasSize(8);
        Run other =
                federation().rounds(1).seed(7).attack(labelFlip(), share(0.2)).train(softmax(), many);
        assertThat(other.partyTable().stringColumn("attack").asList()).isNotEqualTo(marks.subList(0, 20));
    }

    @Test
    void aBackdoorWorksAndIsMeasured() {
        Parties phones = dataset("digits").split(5, iid());
        Federation plan = federation().rounds(12).client(localSgd(0.3).epochs(2));
        Run attacked = plan.attack(backdoor(trigger("0").size(2)), "party-1", "party-2")
                .train(softmax(), phones);

        assertThat(attacked.backdoor()).isGreaterThan(0.5);
        assertThat(attacked.accuracy()).isGreaterThan(0.85);
        Run weak =
                plan.rounds(1).attack(backdoor(trigger("0").size(2)), "party-1").train(softmax(), phones);
        assertThat(weak.backdoor()).isLessThan(attacked.backdoor());
        assertThatThrownBy(() -> plan.rounds(1).train(softmax(), phones).backdoor())
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("nobody attacked 'federation' by one");
    }

    @Test
    void whoCannotAttackIsRefusedBeforeTheTraining() {
        refused(
                "attack(signFlip(5), \"party-7\"): there is no party \"party-7\"; ",
                federation().attack(signFlip(5), "party-7"));
        refused(
                "attack(mimic(), share(0.01)): share(0.01) of 6 parties is nobody",
                federation().attack(mimic(), share(0.01)));
        refused(
                "all parties attack",
                federation().attack(signFlip(1), "party-1", "party-2", "party-3", "party-4", "party-5", "party-6"));
        refused("trigger(\"ill\"): there is no such class", federation().attack(backdoor(trigger("ill")), "party-1"));
        assertThatThrownBy(() -> federation()
                        .attack(labelFlip(), "party-1")
                        .train(linear(), dataset("diabetes").split(3, iid())))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("attack(labelFlip(), ..) flips classes, but 'progression' is a number");
        assertThatThrownBy(() -> share(1)).isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> signFlip(0)).isInstanceOf(PlanException.class);
    }

    private static void refused(String message, Federation plan) {
        assertThatThrownBy(() -> plan.train(logistic(), HOSPITALS))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining(message);
    }

    @Test
    void chartsSayThatPartiesAttack() {
        Run run = federation()
                .rounds(2)
                .attack(signFlip(5), "party-2", "party-5")
                .attack(mimic(), "party-1")
                .train(logistic(), HOSPITALS);
        assertThat(plot(run).getTitle()).startsWith("federation · under attack by mimic(); signFlip(5) · logistic()");
        assertThat(plot(federation().rounds(2).train(logistic(), HOSPITALS)).getTitle())
                .doesNotContain("attack");
    }

    /** Only a simulation knows the honest updates. */
    @Test
    void whoKnowsAllUpdatesAttacksNoRowsOfOthers() {
        Colluding knowing = new Colluding(mimic(), List.of("north"), 0);
        assertThatThrownBy(() -> PlanCheck.simulated(List.of(knowing), "csvSites(\"sites\")"))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "attack(mimic(), \"north\") knows all honest updates, as in a simulation alone, but the rows of"
                                + " csvSites(\"sites\") are their owners'; train it on rows that are split here");
        PlanCheck.simulated(List.of(new Attacked(signFlip(1), List.of("north"), 0)), "csvSites(\"sites\")");
    }
}
