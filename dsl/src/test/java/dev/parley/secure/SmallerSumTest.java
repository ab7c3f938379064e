package dev.parley.secure;

import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.mean;
import static dev.parley.Parley.mlp;
import static dev.parley.Parley.softmax;
import static dev.parley.Parley.weightedMean;
import static dev.parley.Sums.secure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.aggregate.Summable;
import dev.parley.client.LocalSgd;
import dev.parley.client.Scaffold;
import dev.parley.compress.Compressor;
import dev.parley.compress.Float16;
import dev.parley.compress.Quantize;
import dev.parley.compress.RandomK;
import dev.parley.compress.Rotated;
import dev.parley.compress.Signs;
import dev.parley.compress.TopK;
import dev.parley.data.Parties;
import dev.parley.engine.loopback.Loopback;
import dev.parley.engine.threads.Threads;
import dev.parley.fault.PlanException;
import dev.parley.run.Run;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compression that adds up goes into the sum: equal to the mean of the compressed, in fewer bytes. */
class SmallerSumTest {
    private static final Parties SIX = dataset("digits").split(6, iid());
    private static final RandomK TENTH = new RandomK(0.1).sharedPlaces();

    static Stream<Summable> rules() {
        return Stream.of(mean(), weightedMean());
    }

    private static long up(Run run) {
        return run.rounds().get(0).bytesUp();
    }

    /** The mean is off by less than 16 / (2^20 - 1) before it is multiplied by d / k = 10. */
    @ParameterizedTest
    @MethodSource("rules")
    void sharedPlacesEqualTheMeanOfTheCompressedWithinTheRounding(Summable rule) {
        Federation plan = federation().rounds(1).compress(TENTH);
        Run open = plan.aggregate(rule).train(softmax(), SIX);
        Run hidden = plan.aggregate(secure(rule)).on(new Threads(1)).train(softmax(), SIX);
        float[] one = open.weights().toFloatVector();
        float[] other = hidden.weights().toFloatVector();
        int moved = 0;
        for (int i = 0; i < one.length; i++) {
            assertThat(Math.abs(one[i] - other[i])).isLessThan(10 * 16f / ((1 << 20) - 1) + 1e-5f);
            moved += other[i] != 0 ? 1 : 0;
        }
        assertThat(moved).isBetween(60, 65); // k = 65 of 650; a number that is 0 in the mean may be rounded to 0
        for (var engine : List.of(new Threads(3), new Loopback())) {
            assertThat(plan.aggregate(secure(rule))
                            .on(engine)
                            .train(softmax(), SIX)
                            .fingerprint())
                    .isEqualTo(hidden.fingerprint());
        }
    }

    @Test
    void takesFewerBytes() {
        Run all = federation().rounds(1).aggregate(secure(mean())).train(mlp(64), SIX);
        Run tenth =
                federation().rounds(1).aggregate(secure(mean())).compress(TENTH).train(mlp(64), SIX);
        Run eight = federation()
                .rounds(1)
                .aggregate(secure(mean()))
                .compress(new Quantize(8))
                .train(mlp(64), SIX);
        int parameters = (int) all.weights().length();
        // 23 bits a number of the whole, of a tenth, and 11 bits of the whole
        assertThat(up(all) - up(tenth))
                .isBetween(6 * parameters * 23L * 9 / 80 - 60, 6 * parameters * 23L * 9 / 80 + 60);
        assertThat(up(all) - up(eight)).isBetween(6 * parameters * 12L / 8 - 60, 6 * parameters * 12L / 8 + 60);
    }

    @Test
    void bitsOfQuantizationAreThoseOfTheRing() {
        Run bits = federation()
                .rounds(2)
                .aggregate(secure(mean()).bits(8).range(2))
                .train(softmax(), SIX);
        Run levels = federation()
                .rounds(2)
                .aggregate(secure(mean()).range(2))
                .compress(new Quantize(8))
                .train(softmax(), SIX);
        assertThat(levels.fingerprint()).isEqualTo(bits.fingerprint());
    }

    @Test
    void vectorsBesideTheUpdateAreMadeSmallerToo() {
        Federation plan =
                federation().rounds(2).client(new Scaffold(new LocalSgd(0.1))).compress(TENTH);
        Run open = plan.aggregate(mean()).train(softmax(), SIX);
        Run hidden = plan.aggregate(secure(mean())).train(softmax(), SIX);
        double most = open.weights().sub(hidden.weights()).amaxNumber().doubleValue();
        assertThat(most).isPositive().isLessThan(0.01);
    }

    @Test
    void theWayDownMayBeCompressedBesideIt() {
        Federation plan = federation().rounds(2).compressDown(new Float16());
        Run open = plan.aggregate(mean()).train(softmax(), SIX);
        Run hidden = plan.aggregate(secure(mean())).train(softmax(), SIX);
        double most = open.weights().sub(hidden.weights()).amaxNumber().doubleValue();
        assertThat(most).isPositive().isLessThan(1e-3);
        Run plain = federation().rounds(2).aggregate(secure(mean())).train(softmax(), SIX);
        assertThat(hidden.rounds().get(0).bytesDown())
                .isLessThan(plain.rounds().get(0).bytesDown() - 6 * 650 * 2 + 100);
    }

    static Stream<Compressor> foreign() {
        return Stream.of(new TopK(0.1), new Signs(), new Float16(), new Rotated(new Quantize(4)));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void whatDoesNotAddUpIsRefusedWithTheReason(Compressor how) {
        refuses(
                federation().aggregate(secure(mean())).compress(how),
                "compress(" + how + ") sends bytes that do not add up, but secure(mean()) adds what parties send before"
                        + " anybody reads it; take randomK(share).sharedPlaces() or quantize(bits), which add up, or leave"
                        + " it out");
    }

    @Test
    void placesOfEachPartysOwnAndBitsSaidTwiceAreRefused() {
        refuses(
                federation().aggregate(secure(mean())).compress(new RandomK(0.1)),
                "compress(randomK(0.1)) lets each party draw places of its own, but secure(mean()) adds what parties send"
                        + " before anybody reads it; let all send the same places: randomK(0.1).sharedPlaces()");
        refuses(
                federation().aggregate(secure(mean()).bits(12)).compress(new Quantize(8)),
                "compress(quantize(8)) says how many bits a number has, but secure(mean()).bits(12) says so too; leave one"
                        + " of them out");
        refuses(
                federation().aggregate(secure(mean())).compress(new Quantize(3)),
                "compress(quantize(3)) is the number of bits of the numbers that secure(mean()) adds, which takes 4 or"
                        + " more; say quantize(4)");
    }

    private static void refuses(Federation plan, String message) {
        assertThatThrownBy(() -> plan.train(softmax(), SIX))
                .isInstanceOf(PlanException.class)
                .hasMessage(message);
    }
}
