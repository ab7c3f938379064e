package dev.parley.kernel.live;

import static dev.parley.Parley.centralized;
import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.logistic;
import static dev.parley.Personal.ifca;
import static dev.parley.Rules.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.fault.PartyException;
import dev.parley.filter.End;
import dev.parley.kernel.render.Bundle;
import dev.parley.message.Member;
import dev.parley.plan.Kind;
import dev.parley.result.PartyQuantiles;
import dev.parley.result.PartyResult;
import dev.parley.result.PersonalMean;
import dev.parley.result.RoundEvent;
import dev.parley.run.Run;
import dev.parley.train.Host;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The display of a training follows it from the first event to its last state. */
class LiveRunTest {
    private final Host host = Host.open();
    private final Screen screen = new Screen();
    private final UnderWay trainings = new UnderWay();
    private long now;

    @AfterEach
    void backToTheConsole() {
        host.close();
    }

    @Test
    void aTrainingLeavesItsFinalState() {
        host.display(() -> new LiveRun(screen, trainings));
        double accuracy = federation()
                .rounds(4)
                .train(logistic(), dataset("breast-cancer").split(3, iid()))
                .accuracy();
        assertThat(screen.last())
                .contains("<b>federation</b>")
                .contains("<em>4 rounds</em>")
                .contains("<b>%.1f %%</b>".formatted(100 * accuracy))
                .contains("sent by parties")
                .contains("3 parties, 0 training now, 0 failed")
                .doesNotContain(" left</span>");
    }

    @Test
    void aBandShowsBetweenWhichScoresThePartiesLieAndSaysSo() {
        host.display(() -> new LiveRun(screen, trainings));
        Run run = federation()
                .rounds(4)
                .evaluateParties(2)
                .train(logistic(), dataset("breast-cancer").split(3, iid()));
        PartyQuantiles last = PartyQuantiles.of(run.rounds().get(3)).orElseThrow();
        String words = "10th to 90th percentile of the parties, each on its own rows: %.1f %% to %.1f %%"
                .formatted(100 * last.low(), 100 * last.high());
        assertThat(screen.last())
                .containsOnlyOnce("fill-opacity=\"0.18\"")
                .contains(words + "\">")
                .contains("test accuracy by round; band: 10th to 90th percentile");
        federation().rounds(4).train(logistic(), dataset("breast-cancer").split(3, iid()));
        assertThat(screen.last()).doesNotContain("percentile").doesNotContain("0.18");
    }

    @Test
    void clustersAreColorsAndTheMeanOfThePartiesOwnModelsIsANumber() {
        host.display(() -> new LiveRun(screen, trainings));
        Run run = federation()
                .rounds(4)
                .personalize(ifca(2))
                .train(logistic(), dataset("breast-cancer").split(3, iid()).partyTest(0.2));
        double cluster = run.partyTable().doubleColumn("cluster").get(9);
        double mean = PersonalMean.of(run.rounds().get(3));
        assertThat(screen.last())
                .contains("color = cluster")
                .contains("party-1, %s rows, cluster %.0f".formatted(rows(run), cluster))
                .contains("<b>%.1f %%</b>".formatted(100 * mean))
                .contains("own models on own rows");
        federation().rounds(2).train(logistic(), dataset("breast-cancer").split(3, iid()));
        assertThat(screen.last()).doesNotContain("cluster").doesNotContain("own models");
    }

    private static String rows(Run run) {
        return Integer.toString(run.parties().all().get(0).size());
    }

    @Test
    void whatTheTrainingsOfACellNoteAlikeTheFirstOneSays() {
        int[] cell = {7};
        UnderWay numbered = new UnderWay(() -> OptionalInt.of(cell[0]));
        assertThat(numbered.unsaid(List.of("filled", "batch"))).containsExactly("filled", "batch");
        assertThat(numbered.unsaid(List.of("filled", "another"))).containsExactly("another");
        cell[0] = 8;
        assertThat(numbered.unsaid(List.of("filled"))).as("in the next cell").containsExactly("filled");
        assertThat(trainings.unsaid(List.of("filled"))).containsExactly("filled");
        assertThat(trainings.unsaid(List.of("filled")))
                .as("in a kernel without numbers")
                .containsExactly("filled");
    }

    @Test
    void onePartyHasNoStripAndSendsNothing() {
        host.display(() -> new LiveRun(screen, trainings));
        centralized().epochs(2).train(logistic(), dataset("breast-cancer"));
        assertThat(screen.last()).doesNotContain("parties:").doesNotContain("sent by parties");
    }

    @Test
    void whileItRunsItShowsWhoIsTrainingAndHowFarItIs() {
        LiveRun live = live();
        live.on(started());
        now += 1_000_000_000;
        live.on(new RoundEvent.RoundBegun(1, List.of(0, 2)));
        assertThat(screen.last())
                .contains("round 1 of 10")
                .contains("3 parties, 2 training now, 0 failed")
                .contains("stroke=\"#e0a100\"");
    }

    @Test
    void aFailedPartyIsNamedAndCrossed() {
        LiveRun live = live();
        live.on(started());
        now += 1_000_000_000;
        live.on(new RoundEvent.PartyDone(PartyResult.failed(1, new Member(1, "<b>", 5), "threw")));
        assertThat(screen.last())
                .contains("⚠ 1")
                .contains("party failed")
                .contains("1 failed: &lt;b&gt;")
                .contains("stroke=\"#fff\"");
    }

    @Test
    void whoLeftIsDashedUntilItIsDrawnAgainAndHasNotFailed() {
        LiveRun live = live();
        live.on(started());
        now += 1_000_000_000;
        live.on(new RoundEvent.RoundBegun(1, List.of(0, 1)));
        live.on(new RoundEvent.PartyDone(PartyResult.left(1, new Member(1, "<b>", 5))));
        now += 1_000_000_000;
        live.on(new RoundEvent.RoundBegun(2, List.of(0)));
        assertThat(screen.last())
                .contains("0 failed, 1 left")
                .contains("dashed = left its last round")
                .contains("stroke-dasharray=\"3 2\"")
                .doesNotContain("party failed");
        now += 1_000_000_000;
        live.on(new RoundEvent.RoundBegun(3, List.of(1)));
        assertThat(screen.last()).doesNotContain("dash");
    }

    @Test
    void eventsWithinAQuarterOfASecondDrawNothing() {
        LiveRun live = live();
        live.on(started());
        for (int round = 1; round <= 100; round++) {
            now += 1_000_000;
            live.on(new RoundEvent.RoundBegun(round, List.of(0)));
        }
        assertThat(screen.frames).hasSize(1);
        live.on(new RoundEvent.Ended(0, new End.Interrupted(new End.Point(End.When.IN, 1))));
        assertThat(screen.frames).hasSize(2);
        assertThat(screen.last())
                .contains("ended early: interrupted in round 1")
                .contains("0 training now");
    }

    @Test
    void anEarlyEndSaysWhatIsKeptAndHowToGoOn() {
        LiveRun live = live();
        live.on(started());
        live.on(new RoundEvent.Ended(7, new End.Interrupted(new End.Point(End.When.IN, 8))));
        assertThat(screen.last())
                .contains("interrupted in round 8; lastRun() has 7 finished rounds; lastRun().resume() goes on from"
                        + " there");
    }

    @Test
    void theCurveOfWhatEndedEarlyTakesTheWholeWidth() {
        host.display(() -> new LiveRun(screen, trainings));
        federation()
                .rounds(1000)
                .onRound(round -> {
                    if (round.round() == 4) {
                        round.stop();
                    }
                })
                .train(logistic(), dataset("breast-cancer").split(3, iid()));
        assertThat(screen.last())
                .contains("round 4 of 1000")
                .contains(">4</text>")
                .doesNotContain(">1000</text>");
    }

    @Test
    void aResumedTrainingCountsTheEarlierRoundsAndTimesItsOwn() {
        var hospitals = dataset("breast-cancer").split(3, iid());
        Run whole = federation().rounds(4).train(logistic(), hospitals);
        LiveRun live = live();
        live.on(started());
        live.on(new RoundEvent.Resumed(whole.rounds().subList(0, 3)));
        now += 2_000_000_000;
        live.on(new RoundEvent.RoundEnded(whole.rounds().get(3)));
        assertThat(screen.last())
                .contains("round 5 of 10")
                .contains("<b>2.0 s</b>")
                .contains("12.0 s left");
    }

    @Test
    void whereTheRunIsShownAsTheCellsValueItsNumbersAreShownOnce() {
        host.display(() -> new LiveRun(screen, trainings));
        var hospitals = dataset("breast-cancer").split(3, iid());
        Run run = federation().rounds(2).train(logistic(), hospitals);
        trainings.snippetEnded();
        trainings.shownAsValue(() -> false);
        assertThat(screen.last()).contains("class=\"p-nums\"");

        Run other = federation().rounds(2).train(logistic(), hospitals);
        trainings.snippetEnded();
        trainings.shownAsValue(() -> true);
        assertThat(screen.last())
                .contains("<em>2 rounds</em>")
                .doesNotContain("class=\"p-nums\"")
                .doesNotContain("<svg");

        int frames = screen.frames.size();
        trainings.snippetEnded();
        trainings.shownAsValue(() -> true);
        assertThat(screen.frames).as("a later cell changes nothing").hasSize(frames);
        assertThat(run.fingerprint()).isEqualTo(other.fingerprint());
    }

    @Test
    void whoWaitsSeesTheLastFrameOfATrainingThatIsStopped() throws InterruptedException {
        host.display(() -> new LiveRun(screen, trainings));
        CountDownLatch begun = new CountDownLatch(1);
        Thread cell = new Thread(() -> federation()
                .rounds(1_000_000)
                .onRound(round -> begun.countDown())
                .train(logistic(), dataset("breast-cancer").split(3, iid())));
        cell.start();
        begun.await();
        cell.interrupt();
        assertThat(trainings.rest(Duration.ofSeconds(20))).isTrue();
        assertThat(screen.last()).contains("ended early: interrupted ");
        cell.join();
    }

    @Test
    void aFailedTrainingShowsItsReason() {
        host.display(() -> new LiveRun(screen, trainings));
        assertThatThrownBy(() -> federation()
                        .aggregate(named("broken", updates -> {
                            throw new IllegalStateException("mine");
                        }))
                        .train(logistic(), dataset("breast-cancer").split(3, iid())))
                .isInstanceOf(RuntimeException.class)
                .isNotInstanceOf(PartyException.class);
        assertThat(screen.last()).contains("ended early: failed in round 1");
    }

    private LiveRun live() {
        return new LiveRun(new LiveDisplay(screen, () -> now), trainings, () -> now);
    }

    private static RoundEvent started() {
        List<Member> members = List.of(new Member(0, "a", 10), new Member(1, "<b>", 5), new Member(2, "c", 1));
        return new RoundEvent.Started(
                Kind.FEDERATION, "federation · logistic() · x · 3 parties, iid()", 10, members, List.of("a note"));
    }

    /** A notebook that keeps every frame. */
    private static final class Screen implements QuietPort {
        final List<String> frames = new ArrayList<>();

        String last() {
            return frames.get(frames.size() - 1);
        }

        @Override
        public void display(String id, Bundle bundle) {
            frames.add(String.valueOf(bundle.data().get("text/html")));
        }

        @Override
        public void update(String id, Bundle bundle) {
            display(id, bundle);
        }
    }
}
