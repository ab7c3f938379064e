package dev.parley.spark;

import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static dev.parley.spark.Spark.spark;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.run.Run;
import org.junit.jupiter.api.Test;

/** A party's policy is checked by the executor that has its rows, to the same bits and words as on threads. */
class PolicyTest {
    @Test
    void refusesAsOnThreads() {
        Parties few = dataset("breast-cancer")
                .split(4, iid())
                .policy("party-3", policy().minRows(1000))
                .policy("party-2", policy().withoutMetrics().clipAtMost(100).steps("train", "statistics"));
        Federation plan = federation().rounds(2);
        Run threads = plan.train(logistic(), few);
        Run run = plan.on(spark("local[2]")).train(logistic(), few);
        assertThat(run.fingerprint()).isEqualTo(threads.fingerprint());
        assertThat(run.ledger().printAll()).isEqualTo(threads.ledger().printAll());
        assertThat(run.partyTable().stringColumn("error").asList())
                .isEqualTo(threads.partyTable().stringColumn("error").asList())
                .contains("party-3 refuses step train: " + few.rows(2) + " rows, its policy asks for at least 1000");
        assertThat(run.rounds().get(1).parties().get(1).lossBefore()).isNaN();
    }
}
