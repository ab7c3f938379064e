package dev.parley.secure;

import static dev.parley.Attacks.labelFlip;
import static dev.parley.Attacks.littleIsEnough;
import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.lastRun;
import static dev.parley.Parley.mean;
import static dev.parley.Parley.softmax;
import static dev.parley.Parley.weightedMean;
import static dev.parley.Privacy.clip;
import static dev.parley.Rules.bucketing;
import static dev.parley.Sums.secure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.cohort.Participation;
import dev.parley.data.Parties;
import dev.parley.engine.Engine;
import dev.parley.engine.loopback.Loopback;
import dev.parley.engine.threads.Threads;
import dev.parley.fault.PlanException;
import dev.parley.fault.SecureSumException;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.Filter;
import dev.parley.filter.Place;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.plan.Choice;
import dev.parley.plan.PlanJson;
import dev.parley.result.RoundEvent;
import dev.parley.run.Run;
import dev.parley.train.Surroundings;
import dev.parley.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Plans with secure sums: who may leave, what is refused and said before the run, and what a file keeps. */
class SecurePlansTest {
    private static final Parties SEVEN = dataset("iris").split(7, iid());
    private static final Federation PLAN = federation().rounds(3).aggregate(secure(mean()));

    /** Everybody takes part; in some rounds some leave before a step and stay away. */
    record Leaving(List<Leave> leaves) implements Participation {
        record Leave(int round, String step, int party) {}

        @Override
        public int[] draw(Turn turn, List<Member> all, CoordinatorSide here, Exchange ask) {
            return IntStream.range(0, all.size()).toArray();
        }

        @Override
        public double expected(int parties) {
            return parties;
        }

        @Override
        public boolean stays(Turn step, Member one, CoordinatorSide here) {
            return leaves.stream()
                    .noneMatch(leave -> leave.round() == step.round()
                            && leave.party() == one.index()
                            && SumWalk.STEPS.indexOf(leave.step()) <= SumWalk.STEPS.indexOf(step.step()));
        }
    }

    private static Run train(Federation plan, Participation who, Engine engine) {
        return new Training(plan.plan().with(Choice.PARTICIPATION, who), Surroundings.HERE.on(engine), softmax())
                .run(SEVEN);
    }

    @Test
    void goesOnWithoutThoseThatLeftAtAnyStepOnEveryEngine() {
        Participation who = new Leaving(List.of(
                new Leaving.Leave(1, "keys", 0),
                new Leaving.Leave(1, "shares", 3),
                new Leaving.Leave(2, "train", 6),
                new Leaving.Leave(2, "unmask", 2),
                new Leaving.Leave(3, "train", 1),
                new Leaving.Leave(3, "train", 5)));
        Run run = train(PLAN, who, new Threads(1));
        assertThat(run.rounds()).hasSize(3);
        assertThat(run.table().doubleColumn("in the sum").asList()).containsExactly(5.0, 6.0, 5.0);
        assertThat(train(PLAN, who, new Threads(4)).fingerprint()).isEqualTo(run.fingerprint());
        Run bytes = train(PLAN, who, new Loopback());
        assertThat(bytes.fingerprint()).isEqualTo(run.fingerprint());
        assertThat(bytes.table().longColumn("bytes up").asList())
                .isEqualTo(run.table().longColumn("bytes up").asList());
    }

    @Test
    void failsClosedBelowTheThresholdAndKeepsFinishedRounds() {
        for (String step : SumWalk.STEPS) {
            List<Leaving.Leave> leaves = new ArrayList<>();
            for (int party = 0; party < 3; party++) {
                leaves.add(new Leaving.Leave(2, step, party));
            }
            assertThatThrownBy(() -> train(PLAN, new Leaving(leaves), new Threads(2)))
                    .isInstanceOf(SecureSumException.class)
                    .hasMessage("secure(mean()) needs 5 of 7 parties to answer '" + step + "' in round 2, but 4 did;"
                            + " nothing was opened, and the model is as before this round. lastRun() has the 1 finished"
                            + " rounds. A lower threshold(t), above one half, goes on with fewer");
            assertThat(lastRun().rounds()).hasSize(1);
            assertThat(lastRun().fingerprint())
                    .isEqualTo(PLAN.rounds(1).train(softmax(), SEVEN).fingerprint());
        }
    }

    @Test
    void aLowerThresholdGoesOn() {
        List<Leaving.Leave> leaves = List.of(
                new Leaving.Leave(2, "unmask", 0), new Leaving.Leave(2, "unmask", 1), new Leaving.Leave(2, "train", 2));
        Run run = train(PLAN.aggregate(secure(mean()).threshold(0.51)), new Leaving(leaves), new Threads(2));
        assertThat(run.table().doubleColumn("in the sum").asList()).containsExactly(7.0, 6.0, 7.0);
    }

    @Test
    void aResumedRunIsTheRunThatWasNeverStopped() {
        Run whole = PLAN.train(softmax(), SEVEN);
        Run part = PLAN.onRound(round -> {
                    if (round.round() == 1) {
                        round.stop();
                    }
                })
                .train(softmax(), SEVEN);
        assertThat(part.rounds()).hasSize(1);
        assertThat(part.resume().fingerprint()).isEqualTo(whole.fingerprint());
    }

    @Test
    void membersAndTablesCarryNoRowsLossesOrNorms() {
        List<Member> seen = new ArrayList<>();
        Run run = PLAN.listen(event -> {
                    if (event instanceof RoundEvent.Started started) {
                        seen.addAll(started.members());
                    }
                })
                .train(softmax(), SEVEN);
        assertThat(seen).hasSize(7).allMatch(member -> member.examples() == 0);
        assertThat(run.rounds())
                .allSatisfy(round -> assertThat(round.parties()).allSatisfy(party -> {
                    assertThat(party.party().examples()).isZero();
                    assertThat(party.lossBefore()).isNaN();
                    assertThat(party.lossAfter()).isNaN();
                    assertThat(party.deltaNorm()).isNaN();
                    assertThat(party.samplesSeen()).isZero();
                    assertThat(party.steps()).isZero();
                    assertThat(party.measures()).isEmpty();
                }));
    }

    @Test
    void theLedgerHasWhatLeftAPartyAlsoOfOneThatLeft() {
        Run run = train(
                PLAN.rounds(1),
                new Leaving(List.of(new Leaving.Leave(1, "train", 6), new Leaving.Leave(1, "unmask", 5))),
                new Threads(1));
        var first = run.ledger().where(run.ledger().intColumn("round").isEqualTo(1));
        assertThat(first.stringColumn("what").asList())
                .startsWith("masked update, keys, sealed shares, opened shares")
                .endsWith("masked update, keys, sealed shares", "keys, sealed shares");
        assertThat(first.longColumn("bytes").sum())
                .isEqualTo(run.table().longColumn("bytes up").sum());
    }

    @Test
    void isPartOfAPlansFile() {
        Federation plan = federation()
                .aggregate(secure(weightedMean())
                        .threshold(0.66)
                        .neighbors(20)
                        .bits(16)
                        .range(2)
                        .largestWeight(500));
        assertThat(PlanJson.read(plan.json())).isEqualTo(plan.plan());
        assertThat(plan.plan().aggregation())
                .hasToString(
                        "secure(weightedMean()).threshold(0.66).neighbors(20).bits(16).range(2).largestWeight(500)");
        assertThat(secure(mean()).threshold(5)).hasToString("secure(mean()).threshold(5)");
    }

    @Test
    void saysWhatItDoesBeforeTheRun() {
        List<String> notes = new ArrayList<>();
        PLAN.rounds(1)
                .filter(clip(1))
                .listen(event -> {
                    if (event instanceof RoundEvent.Started started) {
                        notes.addAll(started.notes());
                    }
                })
                .train(softmax(), SEVEN);
        assertThat(notes)
                .contains(
                        "secure(mean()): the coordinator sees sums of updates alone, and no rows, losses or norms of a"
                                + " party; of round 0 it sees sums too, and the names of columns, categories and classes in the open",
                        "clip(1): each party clips itself, and nobody clips again what arrives, since nobody sees it; the"
                                + " range of secure(mean()) alone bounds a party that does not");
    }

    private static void refuses(Federation plan, String message) {
        assertThatThrownBy(() -> plan.train(softmax(), SEVEN))
                .isInstanceOf(PlanException.class)
                .hasMessage(message);
    }

    /** Looks at what arrives. */
    record Looks() implements Filter {
        @Override
        public Place place() {
            return Place.BOUND;
        }

        @Override
        public Update arrived(Update one, CoordinatorSide here) {
            return one;
        }

        @Override
        public String toString() {
            return "looks()";
        }
    }

    /** Makes vectors smaller. */
    record Smaller() implements Filter {
        @Override
        public Place place() {
            return Place.COMPRESS;
        }

        @Override
        public String toString() {
            return "smaller()";
        }
    }

    @Test
    void refusesWhatNeedsToSeeAnUpdate() {
        refuses(
                PLAN.filter(new Looks()),
                "filter(looks()) looks at each update as it arrives, but secure(mean()) lets nobody see one; leave one of them"
                        + " out");
        refuses(
                PLAN.filter(new Smaller()),
                "filter(smaller()) sends bytes that do not add up, but secure(mean()) adds what parties send before anybody reads"
                        + " it; leave it out, and take fewer bits instead: secure(mean()).bits(8)");
        refuses(
                PLAN.attack(littleIsEnough(), "party-3"),
                "attack(littleIsEnough(), \"party-3\") knows all updates of a round, but secure(mean()) lets nobody see one; leave"
                        + " one of them out");
        refuses(
                PLAN.aggregate(bucketing(2, secure(mean()))),
                "bucketing(2, secure(mean())) looks at updates, or at means of some, but the sum inside it lets nobody see"
                        + " one; give it to aggregate(..) by itself: aggregate(secure(mean()))");
        refuses(
                PLAN.evaluateParties(2),
                "evaluateParties(2) lets each party tell its loss and its number of rows, but secure(mean()) lets nobody"
                        + " see a party's own numbers; leave evaluateParties(..) out");
    }

    /** Asks parties before it draws. */
    record Asks() implements Participation {
        @Override
        public int[] draw(Turn turn, List<Member> all, CoordinatorSide here, Exchange ask) {
            ask.ask("loss", java.util.Map.of());
            return new int[] {0, 1, 2};
        }

        @Override
        public double expected(int parties) {
            return 3;
        }

        @Override
        public String toString() {
            return "asks()";
        }
    }

    @Test
    void refusesADrawThatAsksParties() {
        assertThatThrownBy(() -> train(PLAN, new Asks(), new Threads(1)))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "asks() asks parties for 'loss', which each answers by itself, but secure(mean()) lets nobody"
                                + " see a party's own numbers; choose who takes part without asking them");
    }

    @Test
    void refusesWhatCouldOverflowOrBeOpenedByHalves() {
        refuses(
                PLAN.aggregate(secure(weightedMean()).largestWeight(10)),
                "secure(weightedMean()).largestWeight(10) counts at most 10 rows of a party, but the largest has 18; say"
                        + " .largestWeight(18)");
        refuses(
                PLAN.aggregate(secure(weightedMean()).bits(32).largestWeight(1 << 30)),
                "secure(weightedMean()).bits(32).largestWeight(1073741824) adds 7 parties of weights up to 1073741824 in"
                        + " 65 bits, but there are 62; take fewer bits(b)");
        refuses(
                PLAN.aggregate(secure(mean()).threshold(3)),
                "secure(mean()).threshold(3) lets 3 of 7 parties open a secret, and so two halves could open both of one"
                        + " party's; take threshold(4) or more");
        refuses(
                PLAN.aggregate(secure(mean()).threshold(8)),
                "secure(mean()).threshold(8) lets 8 parties open a secret, but only 7 hold a share of it; take"
                        + " threshold(5)");
        refuses(
                PLAN.cohort(2),
                "secure(mean()) needs 3 updates a round, but 2 of 7 parties take part; let more take part, or choose a"
                        + " rule that needs fewer");
    }

    @Test
    void refusesArgumentsThatMakeNoSense() {
        assertThatThrownBy(() -> secure(mean()).threshold(0.5))
                .hasMessage(
                        "threshold(t) needs more than half of the parties, but 0.5 was given; take a share above 0.5"
                                + " and at most 1, such as 0.66, or a number of parties");
        assertThatThrownBy(() -> secure(mean()).threshold(1))
                .hasMessage("threshold(t) needs more than half of the parties, but 1 was given; take a share above 0.5"
                        + " and at most 1, such as 0.66, or a number of parties");
        assertThatThrownBy(() -> secure(mean()).neighbors(5))
                .hasMessage("neighbors(k) needs an even number of at least 4, but 5 was given; take one such as 20");
        assertThatThrownBy(() -> secure(mean()).bits(2))
                .hasMessage("bits(b) needs 4 to 32 bits a number, but 2 was given; take one such as 16");
        assertThatThrownBy(() -> secure(mean()).range(0))
                .hasMessage("range(c) needs a number above 0, but 0 was given; take one such as 0.1");
        assertThatThrownBy(() -> secure(mean()).largestWeight(9))
                .hasMessage(
                        "largestWeight(w) bounds the rows of a party, but secure(mean()) counts each party once; leave"
                                + " it out, or take secure(weightedMean())");
    }

    @Test
    void anAttackOnAPartysOwnRowsOrAnswerGoesIntoTheSum() {
        Run run = PLAN.attack(labelFlip(), "party-3").train(softmax(), SEVEN);
        assertThat(run.rounds()).hasSize(3);
        assertThat(run.fingerprint()).isNotEqualTo(PLAN.train(softmax(), SEVEN).fingerprint());
    }
}
