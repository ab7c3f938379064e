package dev.parley;

import static dev.parley.Clients.*;
import static dev.parley.Parley.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.data.Parties;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.num.ParamVector;
import dev.parley.plan.PlanJson;
import dev.parley.run.Run;
import dev.parley.run.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that begin with given parameters, of a file or of a model. */
class StartFromTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(3, iid());
    private static final Run BASE =
            federation().rounds(2).client(localSgd(0.3)).seed(5).train(mlp(3), HOSPITALS);
    /** So small a step that no parameter of {@link #BASE} changes by a bit. */
    private static final double NO_STEP = 1e-30;

    @TempDir
    Path folder;

    private String weights() {
        String path = folder.resolve("base.safetensors").toString();
        BASE.model().export(path);
        return path;
    }

    private static List<Trainer<?>> sentences() {
        return List.of(
                federation().rounds(1).client(localSgd(NO_STEP)),
                centralized().epochs(1).client(localSgd(NO_STEP)),
                local().epochs(1).client(localSgd(NO_STEP)),
                distributed().epochs(1).client(localSgd(NO_STEP)));
    }

    @TestFactory
    Stream<DynamicTest> everySentenceBeginsWithThem() {
        return sentences().stream()
                .map(plan -> DynamicTest.dynamicTest(plan.toString(), () -> {
                    List<ParamVector> begun = new java.util.ArrayList<>();
                    for (Trainer<?> given : List.of(plan.startFrom(weights()), plan.startFrom(BASE.model()))) {
                        Run run = given.train(mlp(3), HOSPITALS);
                        for (ParamVector each : run.parts().outcome().params()) {
                            assertThat(each.fingerprint()).isEqualTo(BASE.fingerprint());
                            begun.add(each);
                        }
                    }
                    assertThat(begun).hasSize(plan instanceof Local ? 6 : 2);
                    assertThat(plan.train(mlp(3), HOSPITALS)
                                    .parts()
                                    .outcome()
                                    .params()
                                    .get(0)
                                    .fingerprint())
                            .isNotEqualTo(BASE.fingerprint());
                }));
    }

    @Test
    void aFileAndTheModelItCameFromComeToTheSameBits() {
        Federation plan = federation().rounds(3).client(localSgd(0.1)).server(fedAdam(0.05));
        Run one = plan.startFrom(weights()).train(mlp(3), HOSPITALS);
        Run other = plan.startFrom(BASE.model()).train(mlp(3), HOSPITALS);
        assertThat(one.fingerprint()).isEqualTo(other.fingerprint());
        assertThat(one.fingerprint()).isNotEqualTo(plan.train(mlp(3), HOSPITALS).fingerprint());
        assertThat(BASE.fingerprint())
                .as("the model stays")
                .isEqualTo(BASE.model()
                        .asStart()
                        .params(mlp(3).layout(HOSPITALS.shape()), "it")
                        .fingerprint());
    }

    @Test
    void aPlanPrintsAndKeepsThem() {
        String path = weights();
        Federation file = federation().rounds(2).startFrom(path);
        assertThat(file).hasToString("federation().rounds(2).startFrom(\"" + path + "\")");
        assertThat(PlanJson.read(file.json())).isEqualTo(file.plan());
        assertThat(file.json()).contains("\"startFrom\" : {").containsPattern("\"sha256\" : \"[0-9a-f]{64}\"");

        Federation model = federation().rounds(2).startFrom(BASE.model());
        assertThat(model).hasToString("federation().rounds(2).startFrom(mlp(3) of 101 parameters)");
        assertThat(model.json()).contains(BASE.fingerprint());
        assertThat(PlanJson.open(model.json())).isEqualTo(model.plan());
        assertThatThrownBy(() -> PlanJson.read(model.json()))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "startFrom(mlp(3) of 101 parameters) begins with a model's parameters, which a plan's JSON does"
                                + " not hold; give the model again by startFrom(..)");
        assertThat(model).isEqualTo(federation().rounds(2).startFrom(BASE.model()));
        assertThat(model).isNotEqualTo(federation().rounds(2));
    }

    @Test
    void aReplayBeginsWithThemAgain() throws IOException {
        Federation plan = federation().rounds(2).client(localSgd(0.1));
        String path = folder.resolve("run.json").toString();
        Run model = plan.startFrom(BASE.model()).train(mlp(3), HOSPITALS);
        save(model, path);
        assertThat(load(path).plan()).isEqualTo(model.plan());
        assertThat(replay(path).fingerprint()).isEqualTo(model.fingerprint());
        String again = folder.resolve("again.json").toString();
        save(load(path), again);
        assertThat(replay(again).fingerprint()).isEqualTo(model.fingerprint());

        String weights = weights();
        Run file = plan.startFrom(weights).train(mlp(3), HOSPITALS);
        save(file, path);
        assertThat(load(path).plan()).isEqualTo(file.plan());
        assertThat(replay(path).fingerprint()).isEqualTo(file.fingerprint());
        model.model().export(weights);
        assertThatThrownBy(() -> replay(path))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("startFrom(\"" + weights + "\"): the file had the sha256 ")
                .hasMessageEndingWith(" now; put back the file that it was, or name it anew");
        Files.delete(Path.of(weights));
        assertThatThrownBy(() -> replay(path)).hasMessageContaining("there is no such file");
        assertThat(load(path).fingerprint()).isEqualTo(file.fingerprint());
    }

    @Test
    void aResumedRunGoesOnFromWhereItWas() throws IOException {
        Federation plan = federation().rounds(4).client(localSgd(0.1));
        String weights = weights();
        for (Federation begun : List.of(plan.startFrom(weights), plan.startFrom(BASE.model()))) {
            Run whole = begun.train(mlp(3), HOSPITALS);
            String path = folder.resolve("run.json").toString();
            Run part = begun.onRound(r -> {
                        if (r.round() == 2) {
                            r.stop();
                        }
                    })
                    .train(mlp(3), HOSPITALS);
            save(part, path);
            Files.deleteIfExists(Path.of(weights));
            assertThat(part.resume().fingerprint()).isEqualTo(whole.fingerprint());
            assertThat(load(path).resume().fingerprint()).isEqualTo(whole.fingerprint());
            weights();
        }
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeAnyWork() {
        String path = weights();
        Federation plan = federation().listen(event -> {
            throw new AssertionError("the training has begun");
        });
        assertThatThrownBy(() -> plan.startFrom(path).train(mlp(4), HOSPITALS))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "startFrom(\"" + path + "\"): mlp(4) needs an array 'layer1.weight' of 4 x 30, but the file has"
                                + " it of 3 x 30; give weights of such a model, or bring the array to that shape");
        assertThatThrownBy(() -> plan.startFrom(BASE.model()).train(mlp(4), HOSPITALS))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "startFrom(mlp(3) of 101 parameters): mlp(4) needs an array 'layer1.weight' of 4 x 30, but the"
                                + " model has it of 3 x 30; start from a model of the same arrays");
        assertThatThrownBy(() -> plan.startFrom(BASE.model()).train(logistic(), HOSPITALS))
                .hasMessage("startFrom(mlp(3) of 101 parameters): logistic() needs an array 'weight' of 1 x 30, but the"
                        + " model has none of that name; start from a model of the same arrays");
        assertThatThrownBy(() -> plan.startFrom(folder.resolve("none").toString()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("there is no such file");
    }

    @Test
    void aModelThatWasSavedBeginsToo() {
        String path = folder.resolve("model.json").toString();
        BASE.model().save(path);
        TrainedModel opened = loadModel(path);
        Federation plan = federation().rounds(1).client(localSgd(0.1));
        assertThat(plan.startFrom(opened).train(mlp(3), HOSPITALS).fingerprint())
                .isEqualTo(plan.startFrom(BASE.model()).train(mlp(3), HOSPITALS).fingerprint());
    }
}
