package dev.parley.round;

import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.LocalSgd;
import dev.parley.data.Parties;
import dev.parley.engine.Evaluator;
import dev.parley.engine.Roster;
import dev.parley.engine.Session;
import dev.parley.engine.threads.ThreadsEvaluator;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Model;
import dev.parley.personal.AtHome;
import dev.parley.plan.Kind;
import dev.parley.plan.Plan;
import dev.parley.plan.Program;
import dev.parley.plot.PartyAccuracyPlot;
import dev.parley.result.Outcome;
import dev.parley.result.RoundEvent;
import dev.parley.result.RoundListener;
import dev.parley.result.RoundResult;
import dev.parley.run.Run;
import dev.parley.wire.Float32;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Runs past a limit of rows, here a small one: what is left out, and that all totals stay true. */
class RoundHistoryTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(4, dirichlet(0.5));
    private static final Model MODEL = logistic();
    private static final Plan SHARED = federation().rounds(8).evaluateParties(2).plan();
    private static final Plan ALONE =
            local().epochs(7).evaluateEvery(3).evaluateParties(2).plan();
    private static final long ALL = 1000;
    /** Bytes of six sums by their names, around which stand 32. */
    private static final long SCORE = 32
            + 3 * 2
            + 6 * (1 + 8)
            + "examples loss correct squared sum square".replace(" ", "").length();

    @TempDir
    Path folder;

    /** Trains under a limit of rows, on from an earlier outcome where there is one. */
    private static Run trained(Plan plan, long most, Consumer<RoundView> onRound, Optional<Outcome> earlier) {
        List<Filter> filters = plan.kind() == Kind.LOCAL ? List.of(new AtHome()) : List.of();
        Program program = new Program(MODEL, HOSPITALS.shape(), plan.client(), filters, new Float32());
        try (Session session = threads(2).open(program, new Roster(HOSPITALS.all()));
                Evaluator evaluator = new ThreadsEvaluator(
                        session, 2, MODEL, HOSPITALS.shape(), HOSPITALS.test(), Optional.empty())) {
            Coordinator coordinator = new Coordinator(
                    plan,
                    program,
                    new Coordinator.Pace(plan.rounds(), plan.evaluateEvery()),
                    session,
                    evaluator,
                    event -> {},
                    onRound,
                    new Watch(plan, HOSPITALS.shape().task(), List.of(), false),
                    (round, soFar) -> {},
                    rounds -> new RoundHistory(most, rounds));
            Outcome outcome = earlier.isPresent()
                    ? coordinator.resume(earlier.get())
                    : coordinator.run(MODEL.initial(HOSPITALS.shape(), plan.seed()));
            outcome.rethrow();
            return new Run("mine", plan, MODEL, HOSPITALS, outcome);
        }
    }

    private static Run trained(Plan plan, long most) {
        return trained(plan, most, view -> {}, Optional.empty());
    }

    private static List<Integer> listed(Run run) {
        return run.rounds().stream()
                .filter(round -> round.unlisted().isEmpty())
                .map(RoundResult::round)
                .toList();
    }

    private static String timeless(Table table) {
        return table.removeColumns("seconds").printAll();
    }

    private static List<String> withoutMillis(Run run) {
        Table table = run.partyTable().removeColumns("ms");
        return table.stream().map(Object::toString).toList();
    }

    /** The numbers of the chart of each party's own model: the bars, then their mean. */
    private static List<List<Double>> bars(Run run) {
        return PartyAccuracyPlot.of(run).getSeriesCollection().stream()
                .map(series -> Arrays.stream(series.getYData()).boxed().toList())
                .toList();
    }

    @Test
    void theFirstRowsAndThoseOfTheLastRoundAreKept() {
        // rounds of 4, 8, 4, 8 .. rows
        Run run = trained(SHARED, 12);
        assertThat(listed(run)).containsExactly(1, 2, 8);
        assertThat(run.partyTable().intColumn("round").asList()).containsExactly(1, 1, 1, 1, 2, 2, 2, 2, 8, 8, 8, 8);
        assertThat(run.partyScores().intColumn("round").asList()).containsExactly(2, 2, 2, 2, 8, 8, 8, 8);
        assertThat(listed(trained(SHARED, 11))).containsExactly(1, 8);
        assertThat(listed(trained(SHARED, 48))).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(listed(trained(SHARED, 47)))
                .as("round 8 is past it, and the last")
                .hasSize(8);
        assertThat(withoutMillis(run)).isSubsetOf(withoutMillis(trained(SHARED, ALL)));
    }

    @Test
    void totalsAreThoseOfARunThatKeepsAllRows() {
        Run run = trained(SHARED, 12);
        Run whole = trained(SHARED, ALL);
        assertThat(run.fingerprint()).isEqualTo(whole.fingerprint());
        assertThat(timeless(run.table())).isEqualTo(timeless(whole.table()));
        assertThat(run.ledger().longColumn("bytes").sum())
                .isEqualTo(whole.ledger().longColumn("bytes").sum());
        Table ledger = run.ledger();
        Table last = ledger.where(ledger.stringColumn("party").isEqualTo("all others"));
        assertThat(last.rowCount()).isEqualTo(1);
        assertThat(last.stringColumn("what").get(0))
                .isEqualTo("20 updates and 8 scores of 5 rounds past the limit of rows");
        assertThat(last.longColumn("bytes").get(0)).isEqualTo(20 * (4L * 31 + 48) + 8 * SCORE);
        assertThat(last.intColumn("round").isMissing(0)).isTrue();
        assertThat(whole.ledger().stringColumn("party").asList()).doesNotContain("all others");
    }

    @Test
    void itIsSaidInTheRunsText() {
        assertThat(trained(SHARED, 12))
                .asString()
                .endsWith("\npast the limit of rows: of rounds 3 to 7 only totals are kept, no row a party");
        assertThat(trained(SHARED, ALL)).asString().doesNotContain("limit");
    }

    @Test
    void itIsSaidOnceBeforeTheTraining() {
        List<String> notes = new ArrayList<>();
        RoundListener listener = event -> {
            if (event instanceof RoundEvent.Started started) {
                notes.addAll(started.notes());
            }
        };
        federation().rounds(500_000).onRound(RoundView::stop).listen(listener).train(MODEL, HOSPITALS);
        assertThat(notes).isEmpty();
        federation().rounds(500_001).onRound(RoundView::stop).listen(listener).train(MODEL, HOSPITALS);
        assertThat(notes)
                .containsExactly("this comes to 2,000,004 rows of parties; the first 2,000,000 and those of the last"
                        + " round are kept, other rounds keep their totals");
        notes.clear();
        federation()
                .rounds(400_000)
                .evaluateParties(3)
                .onRound(RoundView::stop)
                .listen(listener)
                .train(MODEL, HOSPITALS);
        assertThat(notes).singleElement().asString().startsWith("this comes to 2,133,336 rows");
    }

    @Test
    void aFileHoldsTheSame() {
        Run run = trained(SHARED, 12);
        String path = folder.resolve("run.json").toString();
        save(run, path);
        Run opened = load(path);
        assertThat(opened.rounds()).isEqualTo(run.rounds());
        assertThat(opened).hasToString(run.toString());
        assertThat(opened.table().printAll()).isEqualTo(run.table().printAll());
        assertThat(opened.partyTable().printAll()).isEqualTo(run.partyTable().printAll());
        assertThat(opened.ledger().printAll()).isEqualTo(run.ledger().printAll());
        assertThat(replay(path).fingerprint()).isEqualTo(run.fingerprint());
    }

    @Test
    void aRunThatIsGoneOnWithKeepsTheSameRows() {
        Consumer<RoundView> fifth = view -> {
            if (view.round() == 5) {
                view.stop();
            }
        };
        for (Plan plan : List.of(SHARED, ALONE)) {
            Run whole = trained(plan, 12);
            Outcome[] left = new Outcome[1];
            Run part = trained(plan, 12, fifth, Optional.empty()).onward((run, outcome, given) -> {
                left[0] = outcome;
                return run;
            });
            assertThat(part.resume().rounds()).hasSize(5);
            Run resumed = trained(plan, 12, view -> {}, Optional.of(left[0]));
            assertThat(resumed.fingerprint()).isEqualTo(whole.fingerprint());
            assertThat(listed(resumed)).isEqualTo(listed(whole));
            assertThat(withoutMillis(resumed)).isEqualTo(withoutMillis(whole));
            assertThat(timeless(resumed.table())).isEqualTo(timeless(whole.table()));
            assertThat(resumed.ledger().printAll()).isEqualTo(whole.ledger().printAll());

            String path = folder.resolve("part.json").toString();
            save(part, path);
            Run reopened = load(path).resume();
            assertThat(reopened.fingerprint()).isEqualTo(whole.fingerprint());
            assertThat(timeless(reopened.table())).isEqualTo(timeless(whole.table()));
            assertThat(reopened.ledger().longColumn("bytes").sum())
                    .isEqualTo(whole.ledger().longColumn("bytes").sum());
        }
    }

    @Test
    void runsAreComparedByTheTotalsOfSuchRounds() {
        Run none = trained(SHARED, 0);
        assertThat(diff(none, trained(SHARED, ALL)).items()).isEmpty();
        assertThat(diff(none, trained(SHARED, ALL)))
                .hasToString("mine and mine agree in 8 rounds\nfinal parameters: the same bits");
        Run other = trained(federation().rounds(8).seed(43).evaluateParties(2).plan(), 0);
        assertThat(diff(none, other).items())
                .anySatisfy(item -> assertThat(item.what()).isEqualTo("delta norms"))
                .allSatisfy(item -> {
                    assertThat(item.round()).isEqualTo(1);
                    assertThat(item.party()).isEqualTo("all");
                });
    }

    @Test
    void modelsOfPartiesOfTheirOwnAreScoredAsInARunThatKeepsAllRows() {
        // evaluated in rounds 3, 6 and 7; stopped after 5, the last evaluation is that of round 3
        for (int stop : List.of(5, 7)) {
            Consumer<RoundView> onRound = view -> {
                if (view.round() == stop) {
                    view.stop();
                }
            };
            Run run = trained(ALONE, 4, onRound, Optional.empty());
            Run whole = trained(ALONE, ALL, onRound, Optional.empty());
            assertThat(listed(run)).isEqualTo(stop == 5 ? List.of(1, 3, 4, 5) : List.of(1, 7));
            Run alone = run.party("party-3");
            assertThat(alone.accuracy()).isEqualTo(whole.party("party-3").accuracy());
            assertThat(alone.rounds()).extracting(RoundResult::round).isEqualTo(listed(run));
            assertThat(alone).asString().contains("past the limit of rows: of round");
            assertThat(bars(run)).isEqualTo(bars(whole));
        }
    }

    @Test
    void theFirstFailureOfARoundIsTold() {
        Plan plan = federation()
                .rounds(4)
                .minParties(1)
                .client(new HalfBreak())
                .evaluateEvery(4)
                .plan();
        Run run = trained(plan, 0);
        Run whole = trained(plan, ALL);
        assertThat(listed(run)).containsExactly(4);
        assertThat(timeless(run.table())).isEqualTo(timeless(whole.table()));
        assertThat(run.rounds()).extracting(RoundResult::failed).containsExactly(2, 2, 2, 2);
        assertThat(whole.rounds()).extracting(RoundResult::failed).containsExactly(2, 2, 2, 2);
        assertThat(run.rounds().get(1).parties())
                .singleElement()
                .isEqualTo(whole.rounds().get(1).parties().get(1));
        assertThat(run.partyTable().stringColumn("error").get(0))
                .startsWith(
                        "party-2 failed in round 1 while training: threw java.lang.IllegalStateException: no power");
    }

    /** Parties with an even number fail. */
    private record HalfBreak() implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            if (here.party().index() % 2 == 1) {
                throw new IllegalStateException("no power");
            }
            return new LocalSgd(0.1).train(from, here);
        }

        @Override
        public double rate() {
            return 0.1;
        }
    }
}
