package dev.parley.cohort;

import static dev.parley.Cohorts.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Rules.*;
import static dev.parley.cohort.TenParties.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.client.LocalSgd;
import dev.parley.fault.PartyException;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.result.Part;
import dev.parley.result.RoundEvent;
import dev.parley.result.RoundResult;
import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Runs in which drawn parties fail, leave or are too few. */
class CohortFailuresTest {
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
}
