package dev.parley.party;

import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static dev.parley.Sums.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.engine.Engine;
import dev.parley.engine.loopback.Ear;
import dev.parley.engine.loopback.Loopback;
import dev.parley.engine.threads.Threads;
import dev.parley.example.Policy;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.message.Member;
import dev.parley.message.Refusal;
import dev.parley.message.Turn;
import dev.parley.num.Layout;
import dev.parley.run.Run;
import dev.parley.wire.Float32;
import dev.parley.wire.Messages;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A party's policy: each clause, on threads and through bytes, with what it says. */
class EgressTest {
    private static final Parties FOUR = dataset("iris").split(4, iid());
    private static final Federation PLAN = federation().rounds(2);

    @TempDir
    Path folder;

    private static Stream<Engine> engines() {
        return Stream.of(new Threads(2), new Loopback());
    }

    private static Run run(Engine engine, Policy policy) {
        return PLAN.on(engine).train(softmax(), FOUR.policy("party-3", policy));
    }

    /** The errors of the third party, as they stand in the table, where nobody else has one. */
    private static List<String> errors(Run run) {
        List<String> errors = run.partyTable().stringColumn("error").asList();
        List<String> parties = run.partyTable().stringColumn("party").asList();
        assertThat(IntStream.range(0, errors.size())
                        .filter(i -> !parties.get(i).equals("party-3"))
                        .mapToObj(errors::get))
                .hasSize(6)
                .allMatch(String::isEmpty);
        return IntStream.range(0, errors.size())
                .filter(i -> parties.get(i).equals("party-3"))
                .mapToObj(errors::get)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void refusesWithTooFewRows(Engine engine) {
        String why = ": " + FOUR.rows(2) + " rows, its policy asks for at least 50";
        assertThat(errors(run(engine, policy().minRows(50))))
                .containsExactly(
                        "party-3 refuses step statistics" + why,
                        "party-3 refuses step train" + why,
                        "party-3 refuses step train" + why);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void refusesStepsThatAreNotAllowed(Engine engine) {
        String why = "party-3 refuses step train: its policy allows statistics, score alone";
        assertThat(errors(run(engine, policy().steps("statistics", "score")))).containsExactly(why, why);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void measuresTheNormOfWhatLeaves(Engine engine) {
        assertThat(errors(run(engine, policy().clipAtMost(1e-4))))
                .hasSize(2)
                .allMatch(why -> why.matches("party-3 refuses step train: a norm of 0\\.\\d+, its policy asks for at"
                        + " most 1\\.0E-4; say filter\\(clip\\(1\\.0E-4\\)\\)"));
        Parties bounded = FOUR.policy("party-3", policy().clipAtMost(0.1));
        assertThat(errors(PLAN.filter(clip(0.1)).on(engine).train(softmax(), bounded)))
                .containsExactly("", "");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void letsMaskedSumsAloneLeave(Engine engine) {
        String why = ": it would leave unmasked, its policy lets masked sums alone leave;"
                + " say aggregate(secure(mean()))";
        Parties masked = FOUR.policy("party-3", policy().onlySecure());
        assertThat(errors(PLAN.on(engine).train(softmax(), masked)))
                .containsExactly(
                        "party-3 refuses step statistics" + why,
                        "party-3 refuses step train" + why,
                        "party-3 refuses step train" + why);
        Federation secure = PLAN.aggregate(secure(mean()));
        Run hidden = secure.on(engine).train(softmax(), masked);
        assertThat(errors(hidden)).containsExactly("", "");
        assertThat(hidden.weights()).isEqualTo(secure.train(softmax(), FOUR).weights());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aMaskedRunGoesOnWithoutAPartyThatRefusesItsKeys(Engine engine) {
        Parties few = FOUR.policy("party-3", policy().steps("statistics"));
        Run run = PLAN.aggregate(secure(mean())).on(engine).train(softmax(), few);
        String why = "party-3 refuses step train: its policy allows statistics alone";
        assertThat(errors(run)).containsExactly(why, why);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void letsNoLossesAndScoresLeave(Engine engine) {
        Parties silent = FOUR.policy("party-3", policy().withoutMetrics());
        Run run = PLAN.evaluateParties(2).on(engine).train(softmax(), silent);
        assertThat(errors(run))
                .containsExactly("", "", "party-3 refuses step score: its policy lets no losses and scores leave");
        assertThat(run.rounds().get(1).parties().get(2).lossBefore()).isNaN();
        assertThat(run.rounds().get(1).parties().get(1).lossBefore()).isFinite();
        assertThat(run.partyScores().stringColumn("party").asList()).containsExactly("party-1", "party-2", "party-4");
        assertThat(run.weights()).isEqualTo(PLAN.train(softmax(), FOUR).weights());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void countsNoPromiseAsNoiseOfItsOwn(Engine engine) {
        String why = "party-3 refuses step train: it adds no noise of its own, and the coordinator's is a promise, its"
                + " policy asks for epsilon at most 3; let the parties add noise, or leave epsilonAtMost(..) out";
        assertThat(errors(run(engine, policy().epsilonAtMost(3)))).containsExactly(why, why);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void allowsWhatKeepsThePolicy(Engine engine) {
        Run run = run(engine, policy().minRows(5).steps("train", "statistics").clipAtMost(1e6));
        assertThat(errors(run)).containsExactly("", "");
        assertThat(run.weights()).isEqualTo(PLAN.train(softmax(), FOUR).weights());
    }

    @Test
    void endsWhereAllRefuse() {
        Run run = PLAN.train(softmax(), FOUR.policy(policy().steps("statistics")));
        assertThat(run.rounds()).hasSize(1);
        assertThat(run.stopped()).contains("the parties, who all refuse");
        assertThatThrownBy(() -> PLAN.minParties(4).train(softmax(), FOUR.policy("party-3", policy().minRows(50))))
                .hasMessageContaining("party-3 refuses step train: " + FOUR.rows(2) + " rows, its policy asks for at"
                        + " least 50\n3 of 4 parties answered, 4 are needed");
    }

    @Test
    void aWiretapHearsOnlyTheReasonOfAPartyThatRefuses() {
        List<byte[]> heard = new CopyOnWriteArrayList<>();
        List<Turn> others = new CopyOnWriteArrayList<>();
        Ear ear = new Ear() {
            @Override
            public void up(Turn turn, Member from, byte[] bytes) {
                if (from.name().equals("party-3")) {
                    heard.add(bytes.clone());
                } else {
                    others.add(turn);
                }
            }
        };
        Parties few = FOUR.policy("party-3", policy().minRows(50));
        Run run = PLAN.on(new Loopback(2, ear)).train(softmax(), few);
        assertThat(others).hasSize(9);
        assertThat(heard).hasSize(3).allSatisfy(bytes -> {
            var update = new Messages(new Float32(), Layout.empty()).update(bytes, new Member(2, "party-3", 0));
            assertThat(update.examples()).isZero();
            assertThat(update.work().samplesSeen()).isZero();
            assertThat(update.work().lossBefore()).isNaN();
            assertThat(Refusal.reason(update.payload()))
                    .hasValueSatisfying(
                            why -> assertThat(why).endsWith(FOUR.rows(2) + " rows, its policy asks for at least 50"));
        });
        var mine = run.ledger("party-3");
        assertThat(mine.intColumn("round").asList()).containsExactly(0, 1, 2);
        assertThat(mine.stringColumn("what").asList()).allMatch(what -> what.startsWith("refusal: party-3 refuses"));
        assertThat(mine.longColumn("bytes").sum())
                .isEqualTo(heard.stream().mapToLong(bytes -> bytes.length).sum());
    }

    @Test
    void isKeptInFilesAndOverAResumeAndAReplay() {
        Parties few = FOUR.policy("party-3", policy().minRows(50)).policy("party-1", policy().withoutMetrics());
        Run run = PLAN.train(softmax(), few);
        String path = folder.resolve("run.json").toString();
        save(run, path);
        assertThat(load(path).partyTable().printAll())
                .isEqualTo(run.partyTable().printAll());
        assertThat(load(path).ledger().printAll()).isEqualTo(run.ledger().printAll());
        Run again = replay(path);
        assertThat(again.fingerprint()).isEqualTo(run.fingerprint());
        assertThat(again.partyTable().stringColumn("error").asList())
                .isEqualTo(run.partyTable().stringColumn("error").asList());
        Run part = PLAN.onRound(r -> {
                    if (r.round() == 1) {
                        r.stop();
                    }
                })
                .train(softmax(), few);
        save(part, path);
        Run resumed = load(path).resume();
        assertThat(resumed.fingerprint()).isEqualTo(run.fingerprint());
        assertThat(resumed.partyTable().stringColumn("error").asList())
                .isEqualTo(run.partyTable().stringColumn("error").asList());
    }

    @Test
    void refusesWhatCannotBeKept() {
        Policy two =
                policy().minRows(50).steps("train").clipAtMost(1).onlySecure().withoutMetrics();
        assertThat(two.epsilonAtMost(3))
                .hasToString("policy().minRows(50).steps(\"train\").clipAtMost(1).onlySecure().withoutMetrics()"
                        + ".epsilonAtMost(3)");
        assertThatThrownBy(() -> policy().steps("trian"))
                .isInstanceOf(PlanException.class)
                .hasMessage("steps(..) does not know 'trian'; the steps are statistics, train, score, loss, model");
        assertThatThrownBy(() -> FOUR.policy("party-9", policy()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("policy(\"party-9\", ..): nobody is called so; ");
        Parties guarded = FOUR.policy("party-3", policy().minRows(50));
        assertThatThrownBy(() -> centralized().epochs(1).train(softmax(), guarded))
                .isInstanceOf(DataException.class)
                .hasMessage("centralized() moves rows or whole models out of their owners' hands, but party-3 has a"
                        + " policy on what leaves it (policy().minRows(50)); train it on the split without policies");
        assertThatThrownBy(() -> FOUR.policy(policy().steps("train")))
                .isInstanceOf(DataException.class)
                .hasMessage("the policies of all parties forbid to tell statistics in round 0, and nothing else says"
                        + " how rows become inputs; allow the step \"statistics\" to some");
    }
}
