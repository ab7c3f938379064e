package dev.parley.client;

import static dev.parley.Attacks.*;
import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static dev.parley.Rules.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.Golden;
import dev.parley.data.Parties;
import dev.parley.engine.Engine;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.Remembered;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.plan.PlanJson;
import dev.parley.run.Run;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MOON: what it equals, remembers and refuses. */
class MoonTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(5, dirichlet(0.5));

    @TempDir
    Path folder;

    private static Federation plan(ClientAlgorithm client) {
        return federation().rounds(6).client(client).seed(5);
    }

    @Test
    void withoutItsTermItIsLocalSgd() {
        LocalSgd sgd = localSgd(0.1).epochs(2).momentum(0.5);
        Run zero = plan(moon(0).on(sgd)).train(mlp(6), HOSPITALS);
        Run plain = plan(sgd).train(mlp(6), HOSPITALS);
        assertThat(zero.fingerprint()).isEqualTo(plain.fingerprint());
        assertThat(plan(moon(0)).train(logistic(), HOSPITALS).fingerprint())
                .isEqualTo(plan(localSgd(0.1)).train(logistic(), HOSPITALS).fingerprint());
    }

    @Test
    void aPartysFirstRoundIsLocalSgdAndLaterOnesAreNot() {
        Federation plan = plan(moon(5)).rounds(2);
        Federation plain = plan.client(localSgd(0.1));
        assertThat(plan.rounds(1).train(mlp(6), HOSPITALS).fingerprint())
                .isEqualTo(plain.rounds(1).train(mlp(6), HOSPITALS).fingerprint());
        assertThat(plan.train(mlp(6), HOSPITALS).fingerprint())
                .isNotEqualTo(plain.train(mlp(6), HOSPITALS).fingerprint());
    }

    @Test
    void sendsNoMoreThanFedAvg() {
        Run moon = plan(moon(1)).train(mlp(6), HOSPITALS);
        Run plain = plan(localSgd(0.1)).train(mlp(6), HOSPITALS);
        for (String way : new String[] {"bytes up", "bytes down"}) {
            assertThat(moon.table().longColumn(way).asList())
                    .isEqualTo(plain.table().longColumn(way).asList());
        }
        assertThat(moon.ledger().printAll()).isEqualTo(plain.ledger().printAll());
    }

    /** Models that parties remember after a round. */
    private static Map<Integer, ParamVector> previous(Federation plan, int round) throws IOException {
        Run run = plan.onRound(view -> {
                    if (view.round() == round) {
                        view.stop();
                    }
                })
                .train(mlp(6), HOSPITALS);
        Map<Integer, ParamVector> own = new TreeMap<>();
        try (DataInputStream in =
                new DataInputStream(run.parts().outcome().state().parties().open())) {
            while (in.available() > 0) {
                own.put(in.readInt(), Remembered.read(in).vectors().get("moon/previous"));
            }
        }
        return own;
    }

    @Test
    void aPartyRemembersItsLastModelAlsoOverRoundsWithoutIt() throws IOException {
        Federation pair = plan(moon(1)).cohort(2);
        Run whole = pair.train(mlp(6), HOSPITALS);
        Map<Integer, ParamVector> first = previous(pair, 1);
        Map<Integer, ParamVector> second = previous(pair, 2);
        assertThat(first).hasSize(2);
        first.forEach((party, own) -> {
            boolean again = whole.rounds().get(1).parties().stream()
                    .anyMatch(result -> result.party().index() == party);
            boolean same = second.get(party).fingerprint().equals(own.fingerprint());
            assertThat(same).isEqualTo(!again);
        });
    }

    @Test
    void givesTheSameBitsOnAnyNumberOfThreadsAndByBytes() {
        Model layers = sequential(dense(8), batchNorm(), relu(), dropout(0.2), dense(6), dense());
        Federation plan = plan(moon(1).epochs(2)).cohort(3);
        String one = plan.on(threads(1)).train(layers, HOSPITALS).fingerprint();
        for (Engine engine : new Engine[] {threads(3), loopback()}) {
            assertThat(plan.on(engine).train(layers, HOSPITALS).fingerprint())
                    .as(engine.toString())
                    .isEqualTo(one);
        }
    }

    @Test
    void partsOfABatchAreTheWholeBatch() {
        Federation plan = plan(moon(2).batch(40));
        Run whole = plan.train(mlp(6), HOSPITALS);
        Federation parts = plan.client(moon(2).batch(40).shards(3));
        Run one = parts.on(threads(1)).train(mlp(6), HOSPITALS);
        assertThat(Golden.distance(
                        one.weights().toFloatVector(), whole.weights().toDoubleVector()))
                .isLessThan(1e-4);
        assertThat(parts.on(threads(4)).train(mlp(6), HOSPITALS).fingerprint()).isEqualTo(one.fingerprint());
    }

    @Test
    void goesOnFromACheckpointToTheSameBits() {
        Federation plan = plan(moon(1)).cohort(3);
        Run whole = plan.train(mlp(6), HOSPITALS);
        String path = folder.resolve("mine").toString();
        Run part = plan.checkpoint(path, every(2))
                .onRound(view -> {
                    if (view.round() == 3) {
                        view.stop();
                    }
                })
                .train(mlp(6), HOSPITALS);
        assertThat(load(path).resume().fingerprint()).isEqualTo(whole.fingerprint());
        assertThat(part.resume().fingerprint()).isEqualTo(whole.fingerprint());
        assertThat(replay(path).fingerprint()).isEqualTo(whole.fingerprint());
    }

    @Test
    void goesWithRulesAttacksBoundsAndServers() {
        for (Federation each : List.of(
                plan(moon(1)).aggregate(median()).attack(signFlip(5), "party-1"),
                plan(moon(1)).aggregate(trust(dataset("breast-cancer"))),
                plan(moon(1)).filter(clip(1)).server(fedAdam(0.05)),
                plan(moon(1).momentum(0.9).weightDecay(0.001)).aggregate(qFair(0.1)))) {
            assertThat(each.rounds(12).train(mlp(16), HOSPITALS).accuracy())
                    .as(each.toString())
                    .isGreaterThan(0.8);
        }
    }

    @Test
    void modelsWithoutARepresentationAreRefused() {
        for (Model model : List.of(logistic(), softmax(), sequential(dense()), sequential(flatten(), dense()))) {
            assertThatThrownBy(() -> plan(moon(1)).train(model, HOSPITALS))
                    .isInstanceOf(PlanException.class)
                    .hasMessage("moon(1) compares representations, the inputs of a last dense layer behind others that"
                            + " learn, but " + model + " has none; take a network such as mlp(100), or localSgd(0.1)");
        }
        assertThatThrownBy(
                        () -> plan(moon(1)).train(linear(), dataset("diabetes").split(3, iid())))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("but linear() has none");
        Model graph = sameDiff((sd, x) -> x.mmul(sd.var("w", 30, 2)));
        assertThatThrownBy(() -> plan(moon(1)).train(graph, HOSPITALS))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("moon(1) compares representations");
    }

    @Test
    void isRefusedWhereNoModelIsShared() {
        assertThatThrownBy(() -> local().client(moon(1)).train(mlp(6), HOSPITALS))
                .isInstanceOf(PlanException.class)
                .hasMessage("moon(1) stays near the model that parties share, but in local() they share none; use"
                        + " localSgd(0.1), or federation()");
    }

    @Test
    void printsReadsBackAndChecksWhatWasSaid() {
        assertThat(moon(1)).hasToString("moon(1)");
        assertThat(moon(5).temperature(0.1).rate(0.05).epochs(3))
                .hasToString("moon(5).temperature(0.1).rate(0.05).epochs(3)");
        var plan = plan(moon(5).temperature(0.1).epochs(3)).plan();
        assertThat(PlanJson.read(plan.json())).isEqualTo(plan);
        assertThatThrownBy(() -> moon(-1))
                .isInstanceOf(PlanException.class)
                .hasMessage("moon(mu) needs a number of at least 0, but -1 was given; take 0 to do without");
        assertThatThrownBy(() -> moon(1).temperature(0))
                .isInstanceOf(PlanException.class)
                .hasMessage("moon(..).temperature(t) needs a number above 0, but 0 was given; take one such as 0.1");
    }
}
