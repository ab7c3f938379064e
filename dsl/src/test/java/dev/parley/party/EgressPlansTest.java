package dev.parley.party;

import static dev.parley.Cohorts.*;
import static dev.parley.Compression.*;
import static dev.parley.Metrics.*;
import static dev.parley.Parley.*;
import static dev.parley.Partitions.*;
import static dev.parley.Personal.*;
import static dev.parley.Privacy.*;
import static dev.parley.Rules.*;
import static dev.parley.Sums.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.engine.loopback.Loopback;
import dev.parley.fault.SecureSumException;
import dev.parley.run.Run;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies beside other choices of a plan: the run goes on without the party that refuses, to the same bits by bytes. */
class EgressPlansTest {
    private static final Parties SEVEN = dataset("digits").split(7, iid());
    private static final Federation PLAN = federation().rounds(2);

    private static Stream<Arguments> plans() {
        return Stream.of(
                Arguments.of("compressed", PLAN.compress(topK(0.1))),
                Arguments.of("median", PLAN.aggregate(median())),
                Arguments.of("asked before the draw", PLAN.participation(powerOfChoice(7, 7))),
                Arguments.of("weighed", PLAN.classWeights(balanced())),
                Arguments.of("scored", PLAN.evaluateParties(1)),
                Arguments.of("personal", PLAN.personalize(ditto(0.5))),
                Arguments.of("fair", PLAN.aggregate(qFair(1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void goOnWithoutTheParty(@SuppressWarnings("unused") String name, Federation plan) {
        Parties guarded = SEVEN.policy("party-7", policy().minRows(10_000));
        Run run = plan.train(softmax(), guarded);
        assertThat(run.rounds())
                .hasSize(2)
                .allSatisfy(round -> assertThat(round.answered()).isEqualTo(6));
        List<String> errors = mine(run, "party-7", "error");
        String rows = SEVEN.rows(6) + " rows";
        assertThat(errors)
                .startsWith("party-7 refuses step statistics: " + rows + ", its policy asks for at least 10000")
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(why -> why.endsWith(": " + rows + ", its policy asks for at least 10000"));
        assertThat(run.rounds().stream().flatMap(round -> round.parties().stream()))
                .filteredOn(result -> result.party().index() < 6)
                .allMatch(result -> result.error().isEmpty());
        assertThat(run.ledger("party-7").stringColumn("what").asList())
                .allMatch(what -> what.startsWith("refusal: party-7 refuses step "));
        assertThat(plan.on(new Loopback()).train(softmax(), guarded).fingerprint())
                .isEqualTo(run.fingerprint());
    }

    private static List<String> mine(Run run, String party, String column) {
        var table = run.partyTable();
        return table.where(table.stringColumn("party").isEqualTo(party))
                .stringColumn(column)
                .asList();
    }

    @Test
    void aRoundWithTooFewForItsRuleIsSkipped() {
        Parties guarded = SEVEN.policy("party-7", policy().steps("statistics"));
        Run run = PLAN.aggregate(krum(2)).train(softmax(), guarded);
        assertThat(run.rounds()).hasSize(2).allMatch(round -> round.measures().get("too few") == 6);
        assertThat(mine(run, "party-7", "error"))
                .containsExactly(
                        "party-7 refuses step train: its policy allows statistics alone",
                        "party-7 refuses step train: its policy allows statistics alone");
    }

    @Test
    void theReasonTellsNoNumberUnderMasks() {
        Federation masked = PLAN.aggregate(secure(weightedMean()));
        Run run = masked.train(softmax(), SEVEN.policy("party-7", policy().clipAtMost(1e-4)));
        assertThat(run.rounds()).hasSize(2).allMatch(round -> round.answered() == 6);
        String why = "party-7 refuses step train: a norm above the bound, its policy asks for at most 1.0E-4; say"
                + " filter(clip(1.0E-4))";
        assertThat(mine(run, "party-7", "error")).containsExactly(why, why);
    }

    @Test
    void roundZeroUnderMasksNeedsEveryParty() {
        Federation masked = PLAN.aggregate(secure(weightedMean()));
        assertThatThrownBy(() -> masked.train(softmax(), SEVEN.policy("party-7", policy().minRows(10_000))))
                .isInstanceOf(SecureSumException.class)
                .hasMessageStartingWith("secure(weightedMean()) needs what every party tells of its columns before the"
                        + " first round, but party-7 does not answer");
    }

    @Test
    void aLossAmongTheNumbersIsAMetric() {
        Run run = PLAN.aggregate(qFair(1)).train(softmax(), SEVEN.policy("party-7", policy().withoutMetrics()));
        assertThat(mine(run, "party-7", "error"))
                .containsOnly("party-7 refuses step train: it would send the number 'loss at start', its policy lets no"
                        + " losses and scores leave");
    }

    @Test
    void keepsAPolicyOverOtherStepsOfASplit() {
        Parties guarded = SEVEN.policy("party-7", policy().minRows(10_000));
        for (Parties other : List.of(guarded.partyTest(0.2), guarded.labelNoise(0.1), guarded.drifting(2, iid(), 1))) {
            assertThat(other.party("party-7").policy()).isEqualTo(policy().minRows(10_000));
            assertThat(other.party("party-6").policy()).isEqualTo(policy());
            assertThat(other.statistics(6).isEmpty()).isTrue();
        }
        assertThat(guarded.notes()).contains("party-7 has a policy on what leaves it: policy().minRows(10000)");
    }
}
