package dev.parley.spark;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Metrics.balanced;
import static dev.parley.Parley.*;
import static dev.parley.Scaling.*;
import static dev.parley.spark.Spark.spark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.run.Resources;
import dev.parley.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Rows that executors read and keep: the same bits as of the same files read here, and nothing of a row is here. */
class SitesTest extends SiteFiles {
    @Test
    void theBitsAreThoseOfFilesThatAreReadHere() {
        List<UnaryOperator<Dataset>> choices = List.of(
                data -> data,
                data -> data.features(none()).only("dose"),
                data -> data.targetAbove("dose", 12),
                data -> data.target("dose").task(dev.parley.example.Task.REGRESSION));
        for (UnaryOperator<Dataset> choice : choices) {
            Parties here = here(choice);
            Parties there = there(choice);
            assertThat(there.coding().toJson().toPrettyString())
                    .isEqualTo(here.coding().toJson().toPrettyString());
            assertThat(there.names()).containsExactly("north", "south", "west");
            Run on = federation().rounds(3).on(threads(1)).train(mlp(4), here);
            Run spark = federation().rounds(3).train(mlp(4), there);
            assertThat(spark.fingerprint()).isEqualTo(on.fingerprint());
            assertThat(spark.evaluation()).isEqualTo(on.evaluation());
            assertThat(spark.ledger().print()).isEqualTo(on.ledger().print());
        }
    }

    @Test
    void everySentenceThatLeavesRowsWhereTheyAreTrains() {
        Federation scaffold = federation().rounds(4).client(scaffold()).aggregate(mean());
        assertThat(scaffold.train(logistic(), there(data -> data)).fingerprint())
                .isEqualTo(scaffold.on(threads(2))
                        .train(logistic(), here(data -> data))
                        .fingerprint());
        assertThat(local().epochs(2).train(logistic(), there(data -> data)).fingerprint())
                .isEqualTo(local().epochs(2)
                        .on(threads(2))
                        .train(logistic(), here(data -> data))
                        .fingerprint());
        Run weighted = federation().rounds(2).classWeights(balanced()).train(logistic(), there(data -> data));
        assertThat(weighted.fingerprint())
                .isEqualTo(federation()
                        .rounds(2)
                        .classWeights(balanced())
                        .on(threads(2))
                        .train(logistic(), here(data -> data))
                        .fingerprint());
        Run workers = distributed().workers(3).epochs(2).train(logistic(), there(data -> data));
        assertThat(workers.evaluation().loss()).isLessThan(0.7);
    }

    @Test
    void whoComputedWhatIsTold() {
        Run run = federation()
                .rounds(3)
                .on(LOCAL)
                .train(logistic(), dataset("breast-cancer").split(6, iid()));
        Resources resources = resources(run);

        assertThat(resources.table().rowCount()).isEqualTo(6 * 4);
        assertThat(resources.table().intColumn("round").asSet()).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(resources.table().stringColumn("party").asSet())
                .containsExactlyInAnyOrderElementsOf(run.parties().names());
        assertThat(resources.lanes()).isSubsetOf("driver", "driver #2");
        assertThat(resources.workers().intColumn("pieces").sum()).isEqualTo(24);
        assertThat(resources.workers().doubleColumn("waiting").min()).isNotNegative();
        assertThat(plot(resources).getSeriesCollection())
                .hasSize(resources.lanes().size());
        assertThatThrownBy(() -> resources(
                        federation().rounds(1).train(logistic(), dataset("iris").split(2, iid()))))
                .isInstanceOf(PlanException.class);
    }

    @Test
    void ownersKeepRowsForTheirOwnTest() {
        Federation plan = federation().rounds(2).evaluateParties(1);
        Run there = plan.train(logistic(), there(data -> data).partyTest(0.25));
        Run here = plan.on(threads(2)).train(logistic(), here(data -> data).partyTest(0.25));

        assertThat(there.fingerprint()).isEqualTo(here.fingerprint());
        assertThat(there.partyScores().print()).isEqualTo(here.partyScores().print());
        assertThat(there.parties().table().intColumn("own test").asList())
                .isEqualTo(here.parties().table().intColumn("own test").asList());
    }

    @Test
    void twoExecutorsReadTheirOwn() {
        Spark workers = spark(SparkHome.TWO_WORKERS);
        Run there = federation().rounds(2).train(mlp(4), workers.sites(sites(), test()));

        assertThat(there.fingerprint())
                .isEqualTo(federation()
                        .rounds(2)
                        .on(threads(1))
                        .train(mlp(4), here(data -> data))
                        .fingerprint());
    }

    @Test
    void aCheckpointGoesOnInAnotherSession() {
        Parties there = there(data -> data);
        Run whole = federation().rounds(4).client(scaffold()).aggregate(mean()).train(logistic(), there);
        String file = folder.resolve("run.json").toString();
        federation()
                .rounds(4)
                .client(scaffold())
                .aggregate(mean())
                .checkpoint(file, every(1))
                .onRound(r -> {
                    if (r.round() == 2) {
                        r.stop();
                    }
                })
                .train(logistic(), there);
        LOCAL.context().close();

        assertThat(load(file).resume(there(data -> data)).fingerprint()).isEqualTo(whole.fingerprint());
        assertThat(replay(file, there(data -> data)).rounds()).hasSize(4);
        assertThatThrownBy(() -> replay(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("which lie elsewhere (sites(")
                .hasMessageEndingWith("give these parties again: replay(path, mine)");
    }

    @Test
    void partiesAreInTheOrderOfTheirNames() throws IOException {
        write("sites/south-2.csv", 181, 20);
        Files.writeString(folder.resolve("sites/.south.csv.swp"), "nothing");
        Files.writeString(folder.resolve("sites/_SUCCESS"), "");

        Run there = federation().rounds(2).train(logistic(), LOCAL.sites(folder + "/sites", test()));

        assertThat(there.parties().names()).containsExactly("north", "south", "south-2", "west");
        assertThat(there.fingerprint())
                .isEqualTo(federation()
                        .rounds(2)
                        .on(threads(2))
                        .train(logistic(), here(data -> data))
                        .fingerprint());
    }
}
