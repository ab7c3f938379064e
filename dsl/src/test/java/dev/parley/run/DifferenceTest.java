package dev.parley.run;

import static dev.parley.Clients.*;
import static dev.parley.Parley.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.data.Parties;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs compared: where they part, and by how much. */
class DifferenceTest {
    private static final Parties HOSPITALS =
            dataset("breast-cancer").trainTest(0.7).split(4, dirichlet(0.5));
    private static final Run RUN = federation().rounds(3).server(fedAdam(0.05)).train(logistic(), HOSPITALS);

    @TempDir
    Path folder;

    private String kept(Run run) {
        String path = folder.resolve("run.json").toString();
        save(run, path);
        return path;
    }

    @Test
    void tellsWhereTwoRunsPart() {
        assertThat(diff(RUN, load(kept(RUN)))).hasToString("""
                federation and federation agree in 3 rounds
                final parameters: the same bits""");
        assertThat(diff(RUN, load(kept(RUN))).table().rowCount()).isZero();
        Run other =
                federation().rounds(4).server(fedAdam(0.05)).client(fedProx(1)).train(logistic(), HOSPITALS);
        Difference difference = diff(RUN, other.as("prox"));
        assertThat(difference.same()).isFalse();
        assertThat(difference.toString())
                .startsWith("federation and prox part in round 1 at party-")
                .contains("\nfinal parameters: ")
                .endsWith(" apart at most, after 3 and 4 rounds");
        assertThat(difference.table().columnNames()).containsExactly("round", "party", "what", "a", "b", "b - a");
        assertThat(difference.table().intColumn("round").unique().asList()).containsExactly(1);
    }
}
