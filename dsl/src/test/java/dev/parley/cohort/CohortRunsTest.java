package dev.parley.cohort;

import static dev.parley.Clients.*;
import static dev.parley.Cohorts.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static dev.parley.Rules.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.client.LocalSgd;
import dev.parley.data.Parties;
import dev.parley.fault.PartyException;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Who takes part, in whole runs: bytes, tables, what goes on with fewer, and the same bits wherever and whenever. */
class CohortRunsTest {
    private static final Parties TEN = dataset("digits").split(10, dirichlet(0.5));
    private static final Federation FIVE = federation().rounds(5).aggregate(mean());

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

    private static List<String> drawn(RoundResult round) {
        return round.parties().stream()
                .filter(PartyResult::ok)
                .map(result -> result.party().name())
                .toList();
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
                        "answer before the draw: loss at start, row count, losses",
                        "update: delta, loss at start, row count, losses");
    }

    /** Fails when it is asked for its loss, or to train. */
    private record Fails(String party, String step) implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            if (step.equals("train") && here.member().name().equals(party)) {
                throw new IllegalStateException("no rows today");
            }
            return new LocalSgd(0.1).train(from, here);
        }

        @Override
        public java.util.Set<String> around() {
            return java.util.Set.of("train", "loss");
        }

        @Override
        public Update atParty(Broadcast from, PartySide here, dev.parley.filter.Answer none) {
            if (from.turn().step().equals("train")) {
                return train(from, here);
            }
            if (here.member().name().equals(party)) {
                throw new IllegalStateException("no loss today");
            }
            return none.to(from, here);
        }
    }

    @Test
    void aCandidateThatFailsEndsTheRunUnlessFewerWillDo() {
        Federation plan = FIVE.client(new Fails("party-4", "loss")).participation(powerOfChoice(10, 3));
        assertThatThrownBy(() -> plan.train(softmax(), TEN))
                .isInstanceOf(PartyException.class)
                .hasMessageContaining("party-4 failed in round 1 while telling its loss")
                .hasMessageContaining("9 of 10 parties answered, 10 are needed");
        Run run = plan.minParties(2).train(softmax(), TEN);
        assertThat(run.rounds()).hasSize(5).allSatisfy(round -> {
            assertThat(drawn(round)).hasSize(3).doesNotContain("party-4");
            assertThat(round.failed()).isEqualTo(1);
        });
    }

    @Test
    void whoLeftIsNoFailureAndTheRoundGoesOnWithTheOthers() {
        Run run = FIVE.rounds(8).participation(dropsOut(0.3)).train(softmax(), TEN);
        assertThat(run.complete()).isTrue();
        List<String> parts = run.partyTable().stringColumn("part").asList();
        assertThat(parts).contains("left", "drawn").hasSize(80);
        for (RoundResult round : run.rounds()) {
            assertThat(round.failed()).isZero();
            assertThat(round.answered()).isEqualTo((int) round.parties().stream()
                    .filter(each -> each.part() == Part.DRAWN)
                    .count());
        }
        assertThat(run.ledger().rowCount())
                .as("and 10 of round 0")
                .isEqualTo(10 + (int) parts.stream().filter("drawn"::equals).count());
    }

    @Test
    void aRoundIsThatOfThePartiesThatStayed() {
        Run run = FIVE.rounds(1).participation(dropsOut(0.4)).train(softmax(), TEN);
        List<String> stayed = drawn(run.rounds().get(0));
        assertThat(stayed).hasSizeBetween(2, 9);
        Table only = Table.create(
                StringColumn.create("party", stayed),
                IntColumn.create("from", stayed.stream().mapToInt(each -> 1).toArray()),
                IntColumn.create("to", stayed.stream().mapToInt(each -> 1).toArray()));
        assertThat(FIVE.rounds(1)
                        .participation(available(only))
                        .train(softmax(), TEN)
                        .fingerprint())
                .isEqualTo(run.fingerprint());
    }

    @Test
    void tooFewThatStayEndTheRunWhereThePlanSaysHowMany() {
        Federation plan = FIVE.rounds(30).cohort(4).participation(dropsOut(0.3));
        assertThatThrownBy(() -> plan.minParties(2).train(softmax(), TEN))
                .isInstanceOf(PlanException.class)
                .hasMessageMatching(
                        "minParties\\(2\\) needs 2 answers, but of the 4 parties drawn in round \\d+ only [01]"
                                + " stayed; ask for fewer, or leave minParties\\(n\\) out: then a round goes on with those that"
                                + " stay\\. lastRun\\(\\) has the \\d+ finished rounds");
        assertThat(lastRun().complete()).isFalse();
        assertThat(lastRun().rounds()).isNotEmpty();
        assertThatThrownBy(() -> plan.minParties(4).train(softmax(), TEN))
                .hasMessage("minParties(4) needs 4 answers a round, but only 3 of 10 parties take part (dropsOut(0.3,"
                        + " cohort(4))); raise the participation or lower minParties");
    }

    @Test
    void aFailureOfWhoStayedStillEndsTheRun() {
        assertThatThrownBy(() -> FIVE.client(new Fails("party-2", "train"))
                        .participation(dropsOut(0.1))
                        .train(softmax(), TEN))
                .isInstanceOf(PartyException.class)
                .hasMessageContaining("party-2 failed in round");
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
    void aRoundOfTooFewForTheRuleIsSkippedAndSaysSo() {
        List<String> notes = new ArrayList<>();
        List<float[]> params = new ArrayList<>();
        Run run = FIVE.rounds(12)
                .participation(poisson(0.6))
                .aggregate(krum(1))
                .onRound(r -> params.add(r.params().toArray()))
                .listen(event -> {
                    if (event instanceof RoundEvent.Started started) {
                        notes.addAll(started.notes());
                    }
                })
                .train(softmax(), TEN);
        assertThat(notes)
                .contains(
                        "krum(1) needs 5 updates: a round that fewer take part in is skipped, and stands in run.table()"
                                + " with how many there were");
        var few = run.table().doubleColumn("too few");
        List<Integer> parties = run.table().intColumn("parties").asList();
        int skipped = 0;
        for (int i = 0; i < 12; i++) {
            if (few.isMissing(i)) {
                assertThat(parties.get(i)).isBetween(5, 10);
                continue;
            }
            skipped++;
            assertThat(few.get(i)).isBetween(1.0, 4.0);
            assertThat(parties.get(i)).isZero();
            assertThat(params.get(i)).isEqualTo(i == 0 ? new float[650] : params.get(i - 1));
        }
        assertThat(skipped).isBetween(1, 6);
        assertThatThrownBy(() ->
                        FIVE.participation(poisson(0.1)).aggregate(krum(1)).train(softmax(), TEN))
                .hasMessage(
                        "krum(1) needs 5 updates a round, but 1 of 10 parties take part; let more take part, or choose"
                                + " a rule that needs fewer");
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

    /** Fails in its third round, the first time. */
    private record FailsOnce(AtomicBoolean failed) implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            if (from.round() == 3 && failed.compareAndSet(false, true)) {
                throw new IllegalStateException("once");
            }
            return new LocalSgd(0.1).train(from, here);
        }
    }

    @Test
    void aRoundThatFailedTakesNobodyOutOfTheQueue() {
        Federation plan = FIVE.client(new FailsOnce(new AtomicBoolean())).participation(roundRobin(2));
        assertThatThrownBy(() -> plan.on(threads(1)).train(softmax(), TEN)).isInstanceOf(PartyException.class);
        Run whole = lastRun().resume();
        assertThat(whole.rounds().stream().flatMap(round -> drawn(round).stream()))
                .hasSize(10)
                .doesNotHaveDuplicates();
        assertThat(whole.fingerprint())
                .isEqualTo(
                        FIVE.participation(roundRobin(2)).train(softmax(), TEN).fingerprint());
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
