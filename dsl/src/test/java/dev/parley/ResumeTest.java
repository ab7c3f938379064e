package dev.parley;

import static dev.parley.Clients.*;
import static dev.parley.Cohorts.*;
import static dev.parley.Compression.*;
import static dev.parley.Engines.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Rules.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.client.LocalSgd;
import dev.parley.data.Parties;
import dev.parley.fault.PartyException;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.result.RoundEvent;
import dev.parley.run.Run;
import dev.parley.server.FedAdam;
import dev.parley.server.ServerOptimizer;
import dev.parley.server.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tech.tablesaw.api.Table;

/** A run that ended early and is gone on with is, to the bit, the run that was never stopped. */
class ResumeTest {
    private static final Parties HOSPITALS =
            dataset("breast-cancer").trainValidTest(0.6, 0.2).split(4, dirichlet(0.5));

    /** Everything of a run but the time it took. */
    static void assertSame(Run run, Run other) {
        assertThat(run.fingerprint()).isEqualTo(other.fingerprint());
        assertThat(timeless(run.table(), "seconds")).isEqualTo(timeless(other.table(), "seconds"));
        assertThat(timeless(run.partyTable(), "ms")).isEqualTo(timeless(other.partyTable(), "ms"));
        assertThat(run.ledger().printAll()).isEqualTo(other.ledger().printAll());
        assertThat(run.stopped()).isEqualTo(other.stopped());
        assertThat(run.planned()).isEqualTo(other.planned());
        assertThat(run.unfinished()).isEqualTo(other.unfinished());
    }

    private static String timeless(Table table, String time) {
        return table.removeColumns(time).printAll();
    }

    /** Interrupts the training while a round is half done. */
    private static <S extends Trainer<S>> Run interrupted(Trainer<S> plan, Model model, int round) {
        AtomicBoolean once = new AtomicBoolean();
        Run run = plan.listen(event -> {
                    if (event instanceof RoundEvent.PartyDone done
                            && done.result().round() == round
                            && once.compareAndSet(false, true)) {
                        Thread.currentThread().interrupt();
                    }
                })
                .train(model, HOSPITALS);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.stopped()).isEqualTo("interrupted in round " + round);
        assertThat(run.rounds()).hasSize(round - 1);
        return run;
    }

    private static DynamicTest goesOn(Trainer<?> plan, Model model, int round) {
        return DynamicTest.dynamicTest(plan.toString(), () -> {
            Run whole = plan.train(model, HOSPITALS);
            Run part = interrupted(plan, model, round);
            String before = part.fingerprint();
            assertSame(part.resume(), whole);
            assertThat(part.fingerprint()).as("the part stays as it is").isEqualTo(before);
            assertSame(part.as("mine").resume(), whole.as("mine"));
        });
    }

    @TestFactory
    Stream<DynamicTest> everySentenceGoesOnToTheSameBits() {
        Federation six = federation().rounds(6);
        return Stream.of(
                goesOn(six, logistic(), 1),
                goesOn(six.aggregate(mean()).cohort(3).evaluateEvery(4), mlp(5), 3),
                goesOn(six.client(localSgd(0.1).momentum(0.9).schedule(Schedules.cosine())), logistic(), 6),
                goesOn(six.client(localAdam(0.01)), logistic(), 4),
                goesOn(six.client(localAdam(0.01).keepState()).cohort(3), logistic(), 4),
                goesOn(six.compress(topK(0.1)).cohort(3), logistic(), 4),
                goesOn(six.compress(signs()).compressDown(quantize(8)), mlp(4), 3),
                goesOn(local().epochs(4).client(localAdamW(0.01).keepState()), logistic(), 3),
                goesOn(six.client(fedNova().epochs(byParty(uniform(1, 3)))).cohort(3), logistic(), 4),
                goesOn(six.client(fedDyn(0.1).clipGradient(1)).cohort(3), mlp(3), 4),
                goesOn(six.client(fedProx(adaptive(0.5))).cohort(3), logistic(), 5),
                goesOn(six.cohort(3), sequential(dense(6), batchNorm(), relu(), dropout(0.3), dense()), 4),
                goesOn(six.server(serverSgd(0.5).momentum(0.9)), logistic(), 4),
                goesOn(six.server(fedAdam(0.05)).participation(0.5), logistic(), 5),
                goesOn(six.server(fedAvgM(0.5).schedule(Schedules.cosine())), logistic(), 4),
                goesOn(six.server(fedAdam(0.05).biasCorrection(true)).participation(roundRobin(2)), logistic(), 4),
                goesOn(six.cohort(3).personalize(Personal.ditto(0.5)), mlp(3), 4),
                goesOn(six.cohort(3).personalize(Personal.fedPer()), mlp(3), 4),
                goesOn(six.personalize(Personal.fedRep().head(2)), mlp(3), 2),
                goesOn(six.cohort(3).personalize(Personal.apfl(0.25)), logistic(), 4),
                goesOn(six.evaluateParties(2).personalize(Personal.pFedMe(15)), logistic(), 5),
                goesOn(six.personalize(Personal.perFedAvg(0.1)), logistic(), 3),
                goesOn(six.cohort(3).personalize(Personal.ifca(3)), mlp(3), 4),
                goesOn(six.server(new Counting()), logistic(), 3),
                goesOn(six.aggregate(named("half", updates -> updates.mean().times(0.5))), logistic(), 2),
                goesOn(six.on(threads(1)), logistic(), 2),
                goesOn(six.on(threads(8)), logistic(), 2),
                goesOn(local().epochs(4), mlp(3), 3),
                goesOn(centralized().epochs(4), logistic(), 3),
                goesOn(distributed().workers(3).epochs(2), logistic(), 7),
                goesOn(distributed().workers(2).epochs(3).synchronize(every(4)).server(fedAdam(0.01)), mlp(3), 3));
    }

    /** An optimiser of a user's own, which hands one vector on from step to step and depends on how many there were. */
    private record Counting() implements ServerOptimizer {
        @Override
        public ServerState init(ParamVector params) {
            return new ServerState(0, params, Map.of("first", params.copy()));
        }

        @Override
        public ServerState learn(ServerState state, ParamVector delta) {
            int step = state.step() + 1;
            ParamVector next = state.params().copy().add(1.0 / step, delta);
            return new ServerState(step, next, state.moments());
        }
    }

    @Test
    void aStopByOnRoundIsOverruledUntilARoundHasPassedWithoutOne() {
        Run whole = federation().rounds(12).train(logistic(), HOSPITALS);
        List<Integer> asked = new ArrayList<>();
        Run first = federation()
                .rounds(12)
                .onRound(r -> {
                    asked.add(r.round());
                    if (r.round() == 3 || r.round() == 4 || r.round() == 8 || r.round() == 12) {
                        r.stop();
                    }
                })
                .train(logistic(), HOSPITALS);
        assertThat(first.stopped()).isEqualTo("stopped by onRound after round 3");
        Run second = first.resume();
        assertThat(second.stopped()).isEqualTo("stopped by onRound after round 8");
        assertSame(second.resume(), whole);
        assertThat(asked).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(lastRun().complete()).isTrue();
    }

    @Test
    void aFailedPartyThatIsMendedGoesOn() {
        Breaks client = new Breaks(new AtomicBoolean(true));
        Federation plan = federation().rounds(5).server(new FedAdam(0.05));
        assertThatThrownBy(() -> plan.client(client).train(logistic(), HOSPITALS))
                .isInstanceOf(PartyException.class)
                .hasMessageEndingWith("lastRun() has the 2 finished rounds, and lastRun().resume() goes on from there");
        Run failed = lastRun();
        assertThat(failed.unfinished()).hasSize(4);
        assertThatThrownBy(failed::resume).isInstanceOf(PartyException.class);
        client.broken().set(false);
        Run whole = plan.client(client).train(logistic(), HOSPITALS);
        assertSame(failed.resume(), whole);
        assertSame(lastRun(), whole);
    }

    private record Breaks(AtomicBoolean broken) implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            if (broken.get() && here.party().index() == 1 && from.round() == 3) {
                throw new IllegalStateException("no power");
            }
            return new LocalSgd(0.1).train(from, here);
        }

        @Override
        public double rate() {
            return 0.1;
        }
    }

    @Test
    void aFailureBetweenRoundsGoesOnToo() {
        AtomicBoolean broken = new AtomicBoolean(true);
        Federation plan = federation().rounds(4);
        assertThatThrownBy(() -> plan.onRound(r -> {
                            if (r.round() == 2 && broken.getAndSet(false)) {
                                throw new IllegalStateException("a bug of mine");
                            }
                        })
                        .train(logistic(), HOSPITALS))
                .hasMessage("a bug of mine");
        assertThat(lastRun().stopped()).isEqualTo("failed after round 2");
        assertSame(lastRun().resume(), plan.train(logistic(), HOSPITALS));
    }

    @Test
    void memoryThatIsNotNeededIsFreed() {
        Watched server = new Watched(fedAdam(0.05), new ArrayList<>());
        Federation plan = federation().rounds(5).server(server);
        Run stopped = interrupted(plan, logistic(), 4);
        assertThat(server.open())
                .as("parameters and two moments, to be resumed from")
                .isEqualTo(3);
        stopped.resume();
        assertThat(server.open())
                .as("and the parameters of the run that was resumed")
                .isEqualTo(3 + 1);
        plan.train(logistic(), HOSPITALS);
        assertThat(server.open())
                .as("and those of a run that was never stopped")
                .isEqualTo(3 + 1 + 1);
    }

    /** Keeps every state that an optimiser made, to see which of their vectors are still open. */
    private record Watched(ServerOptimizer optimizer, List<ServerState> states) implements ServerOptimizer {
        @Override
        public ServerState init(ParamVector params) {
            return noted(optimizer.init(params));
        }

        @Override
        public ServerState learn(ServerState state, ParamVector delta) {
            return noted(optimizer.learn(state, delta));
        }

        private ServerState noted(ServerState state) {
            states.add(state);
            return state;
        }

        long open() {
            return states.stream()
                    .flatMap(state -> Stream.concat(Stream.of(state.params()), state.moments().values().stream()))
                    .filter(vector -> !vector.hasEnded())
                    .count();
        }
    }

    @Test
    void listenersAreToldOfTheRoundsBefore() {
        List<RoundEvent> events = new ArrayList<>();
        Run first = federation()
                .rounds(3)
                .listen(events::add)
                .onRound(r -> r.stop())
                .train(logistic(), HOSPITALS);
        events.clear();
        first.resume();
        assertThat(events.get(1)).isEqualTo(new RoundEvent.Resumed(first.rounds()));
        assertThat(events).filteredOn(RoundEvent.RoundEnded.class::isInstance).hasSize(2);
    }

    @Test
    void whatHasNothingLeftToDoIsRefused() {
        Run whole = federation().rounds(2).train(logistic(), HOSPITALS);
        assertThatThrownBy(whole::resume)
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "resume() goes on with a run that ended early, but 'federation' has done all 2 rounds of its"
                                + " plan; to train longer, train a plan of more rounds(n)");
        Run alone = local().epochs(3).onRound(r -> r.stop()).train(logistic(), HOSPITALS);
        assertThatThrownBy(() -> alone.party("party-2").resume())
                .isInstanceOf(PlanException.class)
                .hasMessage("resume() goes on with whole trainings, but 'party-2' is one party's part of local();"
                        + " resume the run it was taken from");
    }
}
