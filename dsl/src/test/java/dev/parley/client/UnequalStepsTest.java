package dev.parley.client;

import static dev.parley.Clients.*;
import static dev.parley.Parley.*;
import static dev.parley.Partitions.*;
import static dev.parley.client.Parabola.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.aggregate.Aggregation;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.optimizer.StepWeights;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Four parties of one parabola take 1, 2, 5 and 10 whole-batch steps a round: what averaging, FedNova and FedDyn end at.
 *
 * <p>FedAvg ends where the sum of p_i W_i (x - x_i) is 0, FedNova where the sum of p_i W_i / |a_i|_1 (x - x_i) is, W_i the
 * part of the way to its optimum x_i that a party's steps take. As the rate falls, the one tends to the optimum of the F_i
 * weighted by steps, the other to that of all.
 */
class UnequalStepsTest {
    private static final int[] STEPS = {1, 2, 5, 10};
    private static final double[] EQUAL = {1, 1, 1, 1};

    private static double[] end(int rounds, ClientAlgorithm client, Aggregation rule) {
        return federation()
                .rounds(rounds)
                .client(client)
                .aggregate(rule)
                .evaluateEvery(rounds)
                .train(linear(), PARTIES)
                .weights()
                .toDoubleVector();
    }

    private static LocalSgd sgd(double rate) {
        return localSgd(rate).batch(100).epochs(byParty(STEPS));
    }

    private static FedNova nova(double rate) {
        return fedNova().rate(rate).batch(100).epochs(byParty(STEPS));
    }

    private static List<double[][]> ways(double rate, double momentum, double mu) {
        return IntStream.range(0, 4)
                .mapToObj(i -> QUADRATICS.get(i).way(rate, STEPS[i], momentum, mu))
                .toList();
    }

    private static double[] normalized(double rate, double momentum, double mu) {
        double[] weights = Arrays.stream(STEPS)
                .mapToDouble(steps -> 1 / new StepWeights(momentum, rate * mu).sum(steps))
                .toArray();
        return LeastSquares.balanced(QUADRATICS, weights, ways(rate, momentum, mu));
    }

    private static double distance(double[] a, double[] b) {
        return Math.hypot(a[0] - b[0], a[1] - b[1]);
    }

    @Test
    void fixedPointsTendToTheOptimumAndToThatWeightedBySteps() {
        double[] all = LeastSquares.optimum(QUADRATICS, EQUAL);
        double[] bySteps = LeastSquares.optimum(QUADRATICS, new double[] {1, 2, 5, 10});
        double gap = distance(all, bySteps);
        assertThat(gap).isGreaterThan(0.2);
        tends(rate -> LeastSquares.balanced(QUADRATICS, EQUAL, ways(rate, 0, 0)), bySteps, gap);
        tends(rate -> normalized(rate, 0, 0), all, gap);
        tends(rate -> normalized(rate, 0.9, 0), all, gap);
        tends(rate -> normalized(rate, 0, 1), all, gap);
        tends(rate -> normalized(rate, 0.5, 1), all, gap);
    }

    /** In proportion to the rate, and at a small one nearly there. */
    private static void tends(DoubleFunction<double[]> end, double[] limit, double gap) {
        double near = distance(end.apply(1e-4), limit);
        assertThat(near).isLessThan(0.01 * gap);
        assertThat(distance(end.apply(1e-5), limit) / near).isBetween(0.09, 0.11);
    }

    @ParameterizedTest
    @MethodSource("rates")
    void averagingEndsAtItsFixedPoint(double rate, int rounds) {
        assertThat(end(rounds, sgd(rate), mean()))
                .containsExactly(LeastSquares.balanced(QUADRATICS, EQUAL, ways(rate, 0, 0)), within(2e-5));
    }

    static Stream<Arguments> rates() {
        return Stream.of(Arguments.of(0.1, 400), Arguments.of(0.02, 2000));
    }

    @ParameterizedTest
    @MethodSource("normalizedSteps")
    void fedNovaEndsAtItsFixedPoint(double rate, int rounds, double momentum, double mu) {
        FedNova client = nova(rate).momentum(momentum).proximal(mu);
        // parties have equally many rows, so that both means have one fixed point
        for (Aggregation rule : List.of(mean(), weightedMean())) {
            assertThat(end(rounds, client, rule)).containsExactly(normalized(rate, momentum, mu), within(2e-5));
        }
    }

    static Stream<Arguments> normalizedSteps() {
        return Stream.of(
                Arguments.of(0.1, 400, 0, 0),
                Arguments.of(0.02, 2000, 0, 0),
                Arguments.of(0.1, 400, 0.5, 0),
                Arguments.of(0.02, 800, 0.9, 0),
                Arguments.of(0.1, 400, 0, 0.5),
                Arguments.of(0.1, 400, 0.5, 0.5));
    }

    @Test
    void fedDynEndsAtTheOptimumOfAll() {
        double[] all = LeastSquares.optimum(QUADRATICS, EQUAL);
        FedDyn client = fedDyn(0.5).rate(0.1).batch(100).epochs(byParty(STEPS));
        assertThat(end(400, client, weightedMean())).containsExactly(all, within(2e-5));
        assertThat(end(400, client.epochs(10), mean())).containsExactly(all, within(2e-5));
        assertThat(end(400, client.momentum(0.5), mean())).containsExactly(all, within(2e-5));
    }

    @Test
    void scaffoldEndsAtTheOptimumOfAllToo() {
        Scaffold client = scaffold().rate(0.1).batch(100).epochs(byParty(STEPS));
        assertThat(end(600, client, mean())).containsExactly(LeastSquares.optimum(QUADRATICS, EQUAL), within(2e-5));
    }
}
