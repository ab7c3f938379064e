package dev.parley.plan;

import static dev.parley.Parley.centralized;
import static dev.parley.Parley.compare;
import static dev.parley.Parley.dataset;
import static dev.parley.Parley.distributed;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.load;
import static dev.parley.Parley.local;
import static dev.parley.Parley.replay;
import static dev.parley.Parley.save;
import static dev.parley.Parley.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Trainer;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.result.RoundEvent;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan's name heads what is seen of its training, and changes nothing of it. */
class PlanNameTest {
    private static final Parties FLOWERS = dataset("iris").split(3, iid());

    @Test
    void namesTheRunOfEverySentenceWithTheSameBits() {
        for (Trainer<?> plan : List.of(
                federation().rounds(2), distributed().epochs(1), centralized().epochs(2), local().epochs(2))) {
            List<String> titles = new ArrayList<>();
            Trainer<?> named = plan.as("mine").listen(event -> {
                if (event instanceof RoundEvent.Started started) {
                    titles.add(started.title());
                }
            });
            Run run = named.train(softmax(), FLOWERS);
            assertThat(run.name()).isEqualTo("mine");
            assertThat(titles).singleElement().asString().startsWith("mine · softmax()");
            assertThat(run.fingerprint())
                    .isEqualTo(plan.train(softmax(), FLOWERS).fingerprint());
            assertThat(named).isEqualTo(plan).hasSameHashCodeAs(plan);
            assertThat(named).hasToString(plan + ".as(\"mine\")");
        }
    }

    @Test
    void standsLastWhateverIsSaidAfterItAndTheLastNameCounts() {
        var plan = federation().as("first").rounds(3).as("FedProx").seed(7);
        assertThat(plan).hasToString("federation().rounds(3).seed(7).as(\"FedProx\")");
        assertThat(plan.plan().name()).contains("FedProx");
        assertThat(compare(
                                plan.train(softmax(), FLOWERS),
                                plan.as("FedAvg").train(softmax(), FLOWERS).as("renamed"))
                        .table()
                        .stringColumn("run")
                        .asList())
                .containsExactly("FedProx", "renamed");
    }

    @Test
    void isKeptInJsonAndInARunsFile(@TempDir Path folder) {
        Plan plan = federation().rounds(2).as("mine").plan();
        assertThat(plan.json()).contains("\"name\" : \"mine\"");
        assertThat(PlanJson.read(plan.json())).isEqualTo(plan);
        assertThat(PlanJson.read(plan.json()).name()).contains("mine");
        assertThat(federation().json()).doesNotContain("name");

        String path = folder.resolve("run.json").toString();
        save(federation().rounds(2).as("mine").train(softmax(), FLOWERS).as("other"), path);
        assertThat(load(path).name()).isEqualTo("other");
        assertThat(replay(path).name()).isEqualTo("mine");
    }

    @Test
    void refusesABlankName() {
        assertThatThrownBy(() -> federation().as(" "))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "as(name) needs a name, but it is blank; name the plan, for instance as(\"FedProx\"), or leave"
                                + " as(..) out");
    }
}
