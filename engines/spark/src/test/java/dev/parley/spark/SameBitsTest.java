package dev.parley.spark;

import static dev.parley.Clients.*;
import static dev.parley.Cohorts.*;
import static dev.parley.Compression.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Partitions.*;
import static dev.parley.Personal.*;
import static dev.parley.spark.Spark.spark;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Federation;
import dev.parley.Sums;
import dev.parley.data.Parties;
import dev.parley.model.Model;
import dev.parley.run.Run;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Spark comes to the bits of threads. */
class SameBitsTest {
    private static final Parties CANCER = dataset("breast-cancer").split(7, dirichlet(0.5));
    private static final Parties PHONES = dataset("digits").split(12, shards(2));

    static Stream<Arguments> plans() {
        Federation plan = federation().rounds(3);
        return Stream.of(
                Arguments.of("logistic", plan, logistic(), CANCER),
                Arguments.of("cohort", plan.cohort(4), softmax(), PHONES),
                Arguments.of("images", plan.cohort(3), mlp(20), dataset("mnist").split(60, iid())),
                Arguments.of("scaffold", plan.client(scaffold().epochs(2)).aggregate(mean()), logistic(), CANCER),
                Arguments.of(
                        "kept moments", plan.client(localAdam(0.01).keepState()).cohort(5), mlp(8), CANCER),
                Arguments.of(
                        "asked before the draw",
                        plan.aggregate(mean())
                                .participation(dropsOut(0.2, powerOfChoice(6, 4)))
                                .client(scaffold()),
                        logistic(),
                        CANCER),
                Arguments.of("two exchanges", plan.client(mime()).cohort(5), mlp(8), CANCER),
                Arguments.of("previous models", plan.client(moon(1)).cohort(5), mlp(8), CANCER),
                Arguments.of("moments sent", plan.client(mimeLite().adam(0.01)), logistic(), CANCER),
                Arguments.of("fedNova", plan.client(fedNova().epochs(byParty(uniform(1, 3)))), logistic(), CANCER),
                Arguments.of("fedDyn", plan.client(fedDyn(0.1).clipGradient(1)).cohort(5), logistic(), CANCER),
                Arguments.of("adaptive", plan.client(fedProx(adaptive(0.5)).on(localAdam(0.01))), mlp(8), CANCER),
                Arguments.of("secure sum", plan.aggregate(Sums.secure(mean())).cohort(5), logistic(), CANCER),
                Arguments.of("fedProx", plan.client(fedProx(0.1)), logistic(), CANCER),
                Arguments.of("remembered errors", plan.compress(topK(0.1)).cohort(4), softmax(), PHONES),
                Arguments.of(
                        "compressed both ways",
                        plan.compress(randomK(0.3).sharedPlaces()).compressDown(float16()),
                        logistic(),
                        CANCER),
                Arguments.of("ditto", plan.cohort(5).personalize(ditto(0.5)), mlp(8), CANCER.partyTest(0.2)),
                Arguments.of("fedPer", plan.cohort(5).personalize(fedPer()), mlp(8), CANCER.partyTest(0.2)),
                Arguments.of("apfl", plan.personalize(apfl(0.25)), logistic(), CANCER.partyTest(0.2)),
                Arguments.of("ifca", plan.cohort(5).personalize(ifca(2)), mlp(8), CANCER.partyTest(0.2)),
                Arguments.of("party test", plan.evaluateParties(1), logistic(), CANCER.partyTest(0.2)),
                Arguments.of("drift", plan, softmax(), PHONES.drifting(2, dirichlet(0.5), 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void asOnThreads(String name, Federation plan, Model model, Parties parties) {
        Run here = plan.on(threads(2)).train(model, parties);
        Run there = plan.on(spark("local[2]")).train(model, parties);

        assertThat(there.fingerprint()).isEqualTo(here.fingerprint());
        assertThat(there.rounds().stream()
                        .map(round -> List.of(round.bytesUp(), round.bytesDown(), round.scores()))
                        .toList())
                .isEqualTo(here.rounds().stream()
                        .map(round -> List.of(round.bytesUp(), round.bytesDown(), round.scores()))
                        .toList());
    }

    @org.junit.jupiter.api.Test
    void otherSentencesToo() {
        assertThat(local().epochs(2)
                        .on(spark("local[2]"))
                        .train(logistic(), CANCER)
                        .partyTable()
                        .doubleColumn("loss after")
                        .asList())
                .isEqualTo(local().epochs(2)
                        .on(threads(1))
                        .train(logistic(), CANCER)
                        .partyTable()
                        .doubleColumn("loss after")
                        .asList());
        var sync = distributed().workers(3).epochs(1).synchronize(every(4));
        assertThat(sync.on(spark("local[2]"))
                        .train(softmax(), dataset("digits"))
                        .fingerprint())
                .isEqualTo(
                        sync.on(threads(2)).train(softmax(), dataset("digits")).fingerprint());
    }
}
