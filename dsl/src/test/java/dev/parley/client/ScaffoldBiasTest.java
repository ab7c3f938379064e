package dev.parley.client;

import static dev.parley.Clients.*;
import static dev.parley.Parley.*;
import static dev.parley.Partitions.*;
import static dev.parley.Privacy.*;
import static dev.parley.client.Parabola.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.filter.ClientAlgorithm;
import dev.parley.result.RoundEvent;
import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Four parties of one parabola, sorted by its height, fit a line together: their optima and curvatures differ.
 *
 * <p>Averaging of several local steps ends beside the optimum, at a point known in closed form; SCAFFOLD ends on it.
 */
class ScaffoldBiasTest {
    private static final double RATE = 0.1;
    private static final int STEPS = 10;
    private static final LeastSquares POOLED = LeastSquares.mean(QUADRATICS);

    private static dev.parley.Federation plan(int rounds, ClientAlgorithm client) {
        return federation().rounds(rounds).client(client).aggregate(mean()).evaluateEvery(rounds);
    }

    /** Weight and bias of the line. */
    private static double[] line(Run run) {
        return run.weights().toDoubleVector();
    }

    @Test
    void partiesAreOfOneSizeAndFarFromEachOther() {
        assertThat(PARTIES.all()).extracting(party -> party.size()).containsOnly(20);
        assertThat(QUADRATICS)
                .extracting(party -> party.optimum()[0])
                .anyMatch(w -> w < 1)
                .anyMatch(w -> w > 3);
        assertThat(QUADRATICS)
                .extracting(LeastSquares::xx)
                .anyMatch(xx -> xx < 0.1)
                .anyMatch(xx -> xx > 0.6);
        double[] all = POOLED.optimum();
        double[] biased = LeastSquares.averaged(QUADRATICS, RATE, STEPS);
        assertThat(Math.hypot(biased[0] - all[0], biased[1] - all[1])).isGreaterThan(0.03);
        double[] one = LeastSquares.averaged(QUADRATICS, RATE, 1);
        assertThat(one).containsExactly(all, within(1e-12));
    }

    @Test
    void averagingEndsAtItsBiasedFixedPoint() {
        Run run = plan(200, localSgd(RATE).epochs(STEPS).batch(100)).train(linear(), PARTIES);
        assertThat(line(run)).containsExactly(LeastSquares.averaged(QUADRATICS, RATE, STEPS), within(1e-5));
    }

    @Test
    void scaffoldEndsAtTheOptimumOfAllRows() {
        Run run = plan(200, scaffold().rate(RATE).epochs(STEPS).batch(100)).train(linear(), PARTIES);
        assertThat(line(run)).containsExactly(POOLED.optimum(), within(1e-5));
    }

    @Test
    void aBoundOnWhatIsSentLeavesItBesideTheOptimumWhichIsSaid() {
        List<String> notes = new ArrayList<>();
        Run run = plan(200, scaffold().rate(RATE).epochs(STEPS).batch(100))
                .filter(clip(1))
                .listen(event -> {
                    if (event instanceof RoundEvent.Started started) {
                        notes.addAll(started.notes());
                    }
                })
                .train(linear(), PARTIES);
        double[] optimum = POOLED.optimum();
        assertThat(Math.hypot(line(run)[0] - optimum[0], line(run)[1] - optimum[1]))
                .isGreaterThan(0.5);
        assertThat(notes)
                .contains(
                        "scaffold().epochs(10).batch(100) adds up over rounds how parties' variates change, and clip(1)"
                                + " changes that on the way: what it takes away is never made up for, and the model settles beside"
                                + " the optimum; take a bound so wide that it seldom acts, or another client, such as"
                                + " localSgd(0.1).epochs(10).batch(100)");
    }

    /** Algorithm 1 with option II, written down once more in double. */
    @ParameterizedTest
    @ValueSource(ints = {4, 2})
    void eachRoundIsThatOfThePaper(int cohort) {
        int rounds = 8;
        Run run = plan(rounds, scaffold().rate(RATE).epochs(STEPS).batch(100))
                .cohort(cohort)
                .train(linear(), PARTIES);
        double[] x = new double[2];
        double[] c = new double[2];
        double[][] own = new double[4][2];
        for (int round = 0; round < rounds; round++) {
            List<Integer> drawn = drawn(run, round, cohort);
            double[] step = new double[2];
            double[] change = new double[2];
            for (int party : drawn) {
                double[] y = x.clone();
                for (int k = 0; k < STEPS; k++) {
                    double[] g = QUADRATICS.get(party).gradient(y);
                    for (int i = 0; i < 2; i++) {
                        y[i] -= RATE * (g[i] - own[party][i] + c[i]);
                    }
                }
                for (int i = 0; i < 2; i++) {
                    double next = own[party][i] - c[i] + (x[i] - y[i]) / (STEPS * RATE);
                    change[i] += next - own[party][i];
                    step[i] += y[i] - x[i];
                    own[party][i] = next;
                }
            }
            for (int i = 0; i < 2; i++) {
                x[i] += step[i] / cohort;
                c[i] += change[i] / 4;
            }
        }
        assertThat(line(run)).containsExactly(x, within(1e-5));
    }
}
