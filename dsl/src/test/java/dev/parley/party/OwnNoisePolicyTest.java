package dev.parley.party;

import static dev.parley.Engines.register;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static dev.parley.Scaling.range;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Federation;
import dev.parley.account.Charge;
import dev.parley.account.Delta;
import dev.parley.account.Presence;
import dev.parley.account.SampledGaussian;
import dev.parley.account.Spending;
import dev.parley.account.Unit;
import dev.parley.data.Parties;
import dev.parley.engine.Engine;
import dev.parley.engine.loopback.Loopback;
import dev.parley.engine.threads.Threads;
import dev.parley.filter.Answer;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.filter.Place;
import dev.parley.filter.Private;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.num.GaussianNoise;
import dev.parley.num.Seed;
import dev.parley.run.Run;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A party counts the noise that it adds itself, and trains as long as that keeps its policy's epsilon. */
class OwnNoisePolicyTest {
    private static final Parties FOUR = dataset("iris").features(range(0, 8)).split(4, iid());
    private static final double Z = 4;

    /** Noise of a party's own around a clip of 1. */
    record OwnNoise(boolean seeded) implements Filter, Private {
        @Override
        public Place place() {
            return Place.BOUND;
        }

        @Override
        public Update atParty(Broadcast from, PartySide here, Answer inner) {
            Update update = inner.to(from, here);
            Seed seed = seeded
                    ? here.draws().named("noise", from.round())
                    : new Seed(here.draws().secret().nextLong());
            GaussianNoise.add(update.delta(), Z, seed);
            return update;
        }

        @Override
        public Unit unit() {
            return Unit.PARTY;
        }

        @Override
        public Charge charge(Presence party) {
            return Charge.same(spent(party.asked()));
        }

        @Override
        public Private seededForTests() {
            return new OwnNoise(true);
        }
    }

    private static Spending spent(int rounds) {
        return rounds == 0 ? Spending.NOTHING : new Spending(List.of(new SampledGaussian(Z, 1, rounds)));
    }

    private static double epsilon(int rounds) {
        return spent(rounds).pld(new Delta(1e-5)).high();
    }

    @BeforeAll
    static void known() {
        register(OwnNoise.class);
    }

    private static Stream<Engine> engines() {
        return Stream.of(new Threads(2), new Loopback());
    }

    private static List<String> errors(Run run) {
        var table = run.partyTable();
        return table.where(table.stringColumn("party").isEqualTo("party-3"))
                .stringColumn("error")
                .asList();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void trainsAsLongAsItsOwnNoiseKeepsItsEpsilonAlsoAfterAResume(Engine engine) {
        double most = (epsilon(2) + epsilon(3)) / 2;
        Parties guarded = FOUR.policy("party-3", policy().epsilonAtMost(most));
        Federation plan = federation()
                .rounds(4)
                .filter(clip(1))
                .filter(new OwnNoise(false))
                .on(engine);
        String why = String.format(
                Locale.ROOT,
                "party-3 refuses step train: epsilon would be %.4g after 3 rounds of its own noise, its policy asks for"
                        + " epsilon at most %s",
                epsilon(3),
                most);
        assertThat(errors(plan.train(softmax(), guarded))).containsExactly("", "", why, why);
        Run part = plan.onRound(r -> {
                    if (r.round() == 2) {
                        r.stop();
                    }
                })
                .train(softmax(), guarded);
        assertThat(errors(part)).containsExactly("", "");
        Run resumed = part.resume();
        assertThat(errors(resumed)).containsExactly("", "", why, why);
        assertThat(resumed.ledger("party-3").stringColumn("noised").asList())
                .containsExactly(
                        "by the party: " + new OwnNoise(false), "by the party: " + new OwnNoise(false), "", "");
        assertThat(resumed.ledger("party-3").stringColumn("clipped").asList())
                .containsExactly("clip(1)", "clip(1)", "", "");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void takesNoiseThatRepeatsForNone(Engine engine) {
        Parties guarded = FOUR.policy("party-3", policy().epsilonAtMost(3));
        Run run = federation()
                .rounds(1)
                .filter(clip(1))
                .filter(new OwnNoise(true))
                .on(engine)
                .train(softmax(), guarded);
        assertThat(errors(run))
                .containsExactly(
                        "party-3 refuses step train: its noise repeats with the plan's seed, its policy asks for"
                                + " epsilon at most 3; leave the seeded noise out");
    }
}
