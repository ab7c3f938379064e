package dev.parley.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import org.junit.jupiter.api.Test;

/** Bounds and scores of attacks agree with SciPy, scikit-learn and NumPy. */
class GoldenAuditsTest {
    private static final JsonNode FILE = Golden.file("audits.json");

    @Test
    void boundsOfOneRunAreThoseOfTheTheorem() {
        assertThat(FILE.path("bounds")).hasSize(36);
        for (JsonNode each : FILE.path("bounds")) {
            double epsilon = OneRunBound.epsilon(
                    each.path("m").asInt(),
                    each.path("r").asInt(),
                    each.path("v").asInt(),
                    each.path("delta").asDouble(),
                    each.path("confidence").asDouble());
            assertThat(epsilon)
                    .as(each.toString())
                    .isCloseTo(each.path("epsilon").asDouble(), within(1e-9));
        }
    }

    @Test
    void withoutDeltaTheBoundIsThatOfClopperAndPearson() {
        for (JsonNode each : FILE.path("pearson")) {
            int r = each.path("r").asInt();
            assertThat(OneRunBound.epsilon(r, r, each.path("v").asInt(), 0, 0.95))
                    .isCloseTo(each.path("epsilon").asDouble(), within(1e-9));
        }
    }

    @Test
    void aucAndSharesFoundAreThoseOfScikitLearn() {
        var ranking = Membership.ranked(Golden.doubles(FILE.path("members")), Golden.doubles(FILE.path("others")));
        Membership attack = new Membership("golden", "scores", ranking, Double.NaN);
        assertThat(attack.auc()).isCloseTo(FILE.path("auc").asDouble(), within(1e-12));
        for (JsonNode each : FILE.path("found")) {
            assertThat(attack.found(each.path("most").asDouble()))
                    .isCloseTo(each.path("share").asDouble(), within(1e-12));
        }
    }

    @Test
    void likelihoodRatiosAreThoseOfNumPy() {
        double[][] confidences =
                Golden.each(FILE.path("confidences")).map(Golden::doubles).toArray(double[][]::new);
        boolean[][] out = new boolean[confidences.length][confidences[0].length];
        for (int s = 0; s < out.length; s++) {
            for (int row = 0; row < out[s].length; row++) {
                out[s][row] = FILE.path("out").path(s).path(row).asBoolean();
            }
        }
        double[] scores = Shadows.scores(Golden.doubles(FILE.path("observed")), confidences, out);
        assertThat(scores).containsExactly(Golden.doubles(FILE.path("scores")), within(1e-12));
    }
}
