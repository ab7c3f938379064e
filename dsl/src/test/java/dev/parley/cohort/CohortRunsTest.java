package dev.parley.cohort;

import static dev.parley.Clients.*;
import static dev.parley.Cohorts.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static dev.parley.Servers.*;
import static dev.parley.cohort.TenParties.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.plan.PlanJson;
import dev.parley.result.Part;
import dev.parley.result.PartyResult;
import dev.parley.result.RoundEvent;
import dev.parley.result.RoundResult;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Whole runs of drawn cohorts: bytes, tables, notes, and the same bits on every engine and after a stop. */
class CohortRunsTest {
    @TempDir
    Path folder;

    private static Table trace() {
        return Table.create(
                StringColumn.create("party", "party-1", "party-2", "party-3", "party-9"),
                IntColumn.create("from", 1, 1, 2, 4),
                IntColumn.create("to", 5, 2, 4, 5));
    }

    static Stream<Participation> choices() {
        return Stream.of(
                powerOfChoice(6, 2),
                importance(3),
                roundRobin(4),
                poisson(0.2),
                available(trace(), cohort(2)),
                available(0.6, roundRobin(2)),
                dropsOut(0.3),
                dropsOut(0.3, powerOfChoice(5)),
                dropsOut(0.2, poisson(0.3)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("choices")
    void comesToTheSameBitsOnThreadsByBytesAfterAResumeAndAReplay(Participation who) {
        Federation plan = FIVE.client(scaffold()).participation(who);
        Run run = plan.on(threads(3)).train(softmax(), TEN);
        assertThat(plan.on(threads(1)).train(softmax(), TEN).fingerprint()).isEqualTo(run.fingerprint());
        assertThat(plan.on(loopback()).train(softmax(), TEN).fingerprint()).isEqualTo(run.fingerprint());

        Run part = plan.onRound(r -> {
                    if (r.round() == 3) {
                        r.stop();
                    }
                })
                .train(softmax(), TEN);
        String path = folder.resolve("part.json").toString();
        save(part, path);
        assertThat(load(path).resume().rounds()).hasSize(5);
        assertThat(load(path).resume().fingerprint()).isEqualTo(run.fingerprint());
        save(run, path);
        assertThat(replay(path).fingerprint()).isEqualTo(run.fingerprint());
        assertThat(load(path).partyTable().printAll())
                .isEqualTo(run.partyTable().printAll());
        assertThat(load(path).ledger().printAll()).isEqualTo(run.ledger().printAll());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("choices")
    void isReadBackFromJson(Participation who) {
        var plan = federation().participation(who).plan();
        assertThat(PlanJson.read(plan.json())).isEqualTo(plan);
    }

    @Test
    void printsAsItIsSaid() {
        assertThat(federation().participation(powerOfChoice(20)))
                .hasToString("federation().participation(powerOfChoice(20))");
        assertThat(federation().participation(dropsOut(0.2, poisson(0.1))))
                .hasToString("federation().participation(dropsOut(0.2, poisson(0.1)))");
        assertThat(federation().participation(dropsOut(0.2, cohort(3))))
                .hasToString("federation().participation(dropsOut(0.2, cohort(3)))");
        assertThat(federation().participation(available(0.8, participation(0.5))))
                .hasToString("federation().participation(available(0.8, participation(0.5)))");
        assertThat(federation().participation(available(trace())))
                .hasToString("federation().participation(available(trace of 4 parties))");
        assertThat(available(trace().first(1))).hasToString("available(trace of 1 party)");
        assertThat(federation().participation(importance())).hasToString("federation().participation(importance())");
        assertThat(federation().participation(cohort(3))).hasToString("federation().cohort(3)");
    }

    @Test
    void aCountBesideAChoiceSaysHowManyBeforeOrAfterIt() {
        Federation plan = federation();
        for (List<Participation> each : List.of(
                List.<Participation>of(powerOfChoice(20), powerOfChoice(20, 7)),
                List.<Participation>of(importance(), importance(7)),
                List.<Participation>of(roundRobin(), roundRobin(7)),
                List.<Participation>of(available(0.5), available(0.5, cohort(7))),
                List.<Participation>of(dropsOut(0.1), dropsOut(0.1, cohort(7))),
                List.<Participation>of(dropsOut(0.1, roundRobin()), dropsOut(0.1, roundRobin(7))))) {
            assertThat(plan.cohort(7).participation(each.get(0)).plan().participation())
                    .isEqualTo(each.get(1));
            assertThat(plan.participation(each.get(0)).cohort(7).plan().participation())
                    .isEqualTo(each.get(1));
            assertThat(plan.cohort(3).participation(each.get(1)).plan().participation())
                    .isEqualTo(each.get(1));
        }
        assertThat(plan.cohort(7).participation(poisson(0.1)).plan().participation())
                .isEqualTo(poisson(0.1));
        assertThat(plan.participation(poisson(0.1)).cohort(7).plan().participation())
                .isEqualTo(cohort(7));
        assertThat(plan.participation(0.2).participation(roundRobin()).plan().participation())
                .isEqualTo(roundRobin());
        assertThat(plan.cohort(7).participation(everyone()).plan().participation())
                .isEqualTo(everyone());
    }

    /** The loss that a party tells before a round is the one it would have scored after the round before. */
    @Test
    void powerOfChoiceOfAllTrainsThoseWithTheHighestLosses() {
        Run run = FIVE.participation(powerOfChoice(10, 3)).evaluateParties(1).train(softmax(), TEN);
        Map<String, Double> scored = new HashMap<>();
        for (RoundResult round : run.rounds()) {
            List<PartyResult> byLoss = round.parties().stream()
                    .sorted(Comparator.comparingDouble(
                                    (PartyResult each) -> each.measures().get("loss at start"))
                            .reversed())
                    .toList();
            assertThat(byLoss).hasSize(10);
            assertThat(drawn(round))
                    .containsExactlyInAnyOrderElementsOf(byLoss.subList(0, 3).stream()
                            .map(each -> each.party().name())
                            .toList());
            assertThat(byLoss.subList(3, 10)).allMatch(each -> each.part() == Part.ASKED);
            if (round.round() > 1) {
                byLoss.forEach(each -> assertThat(each.measures().get("loss at start"))
                        .isCloseTo(scored.get(each.party().name()), org.assertj.core.api.Assertions.within(1e-5)));
            }
            round.scores()
                    .forEach(score ->
                            scored.put(score.party().name(), score.evaluation().loss()));
        }
        assertThat(run.table().intColumn("parties").asList()).containsOnly(3);
        assertThat(run.partyTable().stringColumn("part").countByCategory().rowCount())
                .isEqualTo(2);
    }

    @Test
    void askingCostsBytesThatStandInTheTableAndInTheLedger() {
        Run asked = FIVE.rounds(1).participation(powerOfChoice(6, 2)).train(softmax(), TEN);
        Run plain = FIVE.rounds(1).cohort(2).train(softmax(), TEN);
        RoundResult with = asked.rounds().get(0);
        RoundResult without = plain.rounds().get(0);
        // six times the model with the step "loss" for "train", and one number with its name back
        long down = without.bytesDown() / 2 - 1;
        assertThat(with.bytesDown() - without.bytesDown()).isEqualTo(6 * down);
        long up = (with.bytesUp() - without.bytesUp()) / 6;
        assertThat(with.bytesUp() - without.bytesUp()).isEqualTo(6 * up);
        assertThat(up).isBetween(50L, 80L);

        Table ledger = asked.ledger();
        assertThat(ledger.where(ledger.intColumn("round").isEqualTo(1))
                        .longColumn("bytes")
                        .sum())
                .isEqualTo(with.bytesUp());
        assertThat(ledger.where(ledger.intColumn("round").isEqualTo(1))
                        .stringColumn("what")
                        .asSet())
                .containsExactlyInAnyOrder(
                        "answer before the draw: loss at start, row count",
                        "update: delta, loss at start, row count, losses");
    }

    @Test
    void aRoundOfNobodyChangesNothingAndFiltersRun() {
        Federation plan = FIVE.rounds(6).participation(poisson(0.05)).server(serverSgd(1));
        List<float[]> params = new ArrayList<>();
        Run run = plan.minParties(1)
                .onRound(r -> params.add(r.params().toArray()))
                .train(softmax(), TEN);
        List<Integer> parties = run.table().intColumn("parties").asList();
        assertThat(parties).contains(0);
        for (int round = 2; round <= 6; round++) {
            if (parties.get(round - 1) == 0) {
                assertThat(params.get(round - 1)).isEqualTo(params.get(round - 2));
            } else {
                assertThat(params.get(round - 1)).isNotEqualTo(params.get(round - 2));
            }
        }
        Run noisy = plan.filter(clip(1)).filter(aggregateNoise(0.01)).train(softmax(), TEN);
        assertThat(noisy.fingerprint()).isNotEqualTo(run.fingerprint());
        Run none = FIVE.participation(available(Table.create(
                        StringColumn.create("party", "party-1"),
                        IntColumn.create("from", new int[] {9}),
                        IntColumn.create("to", new int[] {9}))))
                .client(scaffold())
                .server(fedYogi(0.1))
                .train(softmax(), TEN);
        assertThat(none.table().intColumn("parties").asList()).containsOnly(0);
        assertThat(none.weights().norm2Number().doubleValue()).isZero();
        assertThat(none.table().longColumn("bytes up").sum()).isZero();
    }

    @Test
    void whatDrawsByRowsSaysThatAWeightedMeanCountsThemTwice() {
        for (Participation who : List.of(importance(3), dropsOut(0.1, powerOfChoice(4)))) {
            List<String> notes = new ArrayList<>();
            Federation plan = federation().rounds(1).participation(who).listen(event -> {
                if (event instanceof RoundEvent.Started started) {
                    notes.addAll(started.notes());
                }
            });
            String twice =
                    who + " draws parties with more rows more often, and weightedMean() counts their rows once more;"
                            + " aggregate(mean()) counts them once";
            plan.train(softmax(), TEN);
            assertThat(notes).contains(twice);
            notes.clear();
            plan.aggregate(mean()).train(softmax(), TEN);
            assertThat(notes).doesNotContain(twice);
        }
    }

    @Test
    void whatDoesNotSuitThePartiesIsRefusedBeforeTheTraining() {
        assertThatThrownBy(() -> FIVE.participation(roundRobin(11)).train(softmax(), TEN))
                .hasMessage("roundRobin(11) asks for more parties than the 10 there are; use roundRobin(10) or fewer");
        Table unknown = trace();
        unknown.stringColumn("party").set(0, "party-11");
        assertThatThrownBy(() -> FIVE.participation(available(unknown)).train(softmax(), TEN))
                .hasMessage(
                        "available(trace) names 'party-11', but the parties are party-1, party-2, party-3 .. party-10;"
                                + " name parties of the split in the column 'party'");
        assertThatThrownBy(() -> federation().participation(poisson(2)))
                .hasMessageStartingWith("poisson(q) needs a probability");
    }
}
