package dev.parley.client;

import static dev.parley.Attacks.*;
import static dev.parley.Clients.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Partitions.*;
import static dev.parley.Privacy.*;
import static dev.parley.Rules.*;
import static dev.parley.Servers.*;
import static dev.parley.client.Parabola.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Federation;
import dev.parley.aggregate.Aggregation;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.filter.Combine;
import dev.parley.message.Update;
import dev.parley.run.Run;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FedDyn round by round, its plain mean and what it refuses. */
class FedDynTest {
    private static final Parties DIGITS = dataset("digits").split(6, dirichlet(0.5));

    private static Federation plan() {
        return federation().rounds(5).client(fedDyn(0.01)).seed(3);
    }

    /** Algorithm 1, written down once more in double. */
    @ParameterizedTest
    @ValueSource(ints = {4, 2})
    void eachRoundIsThatOfThePaper(int cohort) {
        double a = 0.2;
        double rate = 0.1;
        int rounds = 8;
        Run run = federation()
                .rounds(rounds)
                .client(fedDyn(a).rate(rate).epochs(5).batch(100))
                .cohort(cohort)
                .train(linear(), PARTIES);
        double[] x = new double[2];
        double[] h = new double[2];
        double[][] own = new double[4][2];
        for (int round = 0; round < rounds; round++) {
            List<Integer> drawn = drawn(run, round, cohort);
            double[] step = new double[2];
            for (int party : drawn) {
                double[] y = x.clone();
                for (int k = 0; k < 5; k++) {
                    double[] g = QUADRATICS.get(party).gradient(y);
                    for (int i = 0; i < 2; i++) {
                        y[i] -= rate * (g[i] - own[party][i] + a * (y[i] - x[i]));
                    }
                }
                for (int i = 0; i < 2; i++) {
                    own[party][i] -= a * (y[i] - x[i]);
                    step[i] += y[i] - x[i];
                }
            }
            for (int i = 0; i < 2; i++) {
                h[i] -= a / 4 * step[i];
                x[i] += step[i] / cohort - h[i] / a;
            }
        }
        assertThat(run.weights().toDoubleVector()).containsExactly(x, within(1e-5));
    }

    @Test
    void everyPartyCountsTheSameUnderBothMeans() {
        assertThat(plan().train(softmax(), DIGITS).fingerprint())
                .isEqualTo(plan().aggregate(mean()).train(softmax(), DIGITS).fingerprint());
        assertThat(fedDyn(0.1).combine(Update.DELTA)).isEqualTo(Combine.EQUALLY);
        assertThat(fedDyn(0.1).combine("someone else's")).isEqualTo(Combine.AS_DELTA);
    }

    @Test
    void aRuleThatIsNoMeanStandsForIt() {
        for (Aggregation rule : List.of(median(), trimmedMean(0.2), bucketing(2, median()))) {
            Run run = plan().rounds(15).client(fedDyn(0.1)).aggregate(rule).train(softmax(), DIGITS);
            assertThat(run.accuracy()).as(rule.toString()).isGreaterThan(0.6);
            assertThat(run.fingerprint())
                    .isNotEqualTo(plan().rounds(15)
                            .client(fedDyn(0.1))
                            .train(softmax(), DIGITS)
                            .fingerprint());
        }
        Run attacked = plan().rounds(15)
                .client(fedDyn(0.1))
                .attack(signFlip(3), "party-2")
                .aggregate(median())
                .train(softmax(), DIGITS);
        assertThat(attacked.accuracy()).isGreaterThan(0.5);
    }

    @Test
    void takesStepsOfMomentumAndOfAdam() {
        for (FedDyn client : List.of(
                fedDyn(0.1).momentum(0.9).rate(0.03),
                fedDyn(0.1).on(localAdam(0.003)),
                fedDyn(0.1).on(localAdam(0.003).keepState()))) {
            Run run = plan().rounds(15).client(client).train(softmax(), DIGITS);
            assertThat(run.accuracy()).as(client.toString()).isGreaterThan(0.6);
        }
        assertThat(fedDyn(0.1).on(localAdam(0.003).epochs(2)))
                .hasToString("fedDyn(0.1).on(localAdam(0.003).epochs(2))");
        assertThatThrownBy(() -> fedDyn(0.1).on(localAdam(0.003)).momentum(0.9))
                .isInstanceOf(PlanException.class)
                .hasMessage("fedDyn(0.1).on(localAdam(0.003)) steps by Adam, whose momentum is its first beta, but"
                        + " momentum(0.9) was given; say .on(localAdam(rate).betas(b1, b2))");
    }

    @Test
    void runningStatisticsAreAveragedAsTheyAre() {
        var net = sequential(dense(5), batchNorm(), relu(), dense());
        Run run = plan().rounds(12).client(fedDyn(0.1)).train(net, DIGITS);
        assertThat(run.accuracy()).isGreaterThan(0.3);
        var slots = net.layout(DIGITS.shape());
        float[] all = run.weights().toFloatVector();
        slots.spans(dev.parley.num.Role.STATISTIC).forEach(span -> {
            for (int i = span.from() + span.length() / 2; i < span.from() + span.length(); i++) {
                assertThat(all[i]).as("a running variance").isPositive();
            }
        });
    }

    @Test
    void anotherServerIsRefused() {
        assertThatThrownBy(() -> plan().server(fedAdam(0.05)).train(softmax(), DIGITS))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "fedDyn(0.01) takes the server's step itself, but server(fedAdam(0.05)) was asked for; leave"
                                + " server(..) out, or take another client, such as localSgd(0.1)");
        assertThat(plan().server(serverSgd(1)).train(softmax(), DIGITS).fingerprint())
                .isEqualTo(plan().train(softmax(), DIGITS).fingerprint());
    }

    @Test
    void whatChangesUpdatesOnTheWayIsRefused() {
        assertThatThrownBy(() -> plan().filter(clip(0.5)).train(softmax(), DIGITS))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "fedDyn(0.01) adds up over rounds what parties send, and clip(0.5) changes it on the way: the"
                                + " sum and the parties' own would drift apart, and the model settle beside the optimum; bound the"
                                + " steps by .clipGradient(c), or use fedProx(0.1)");
        assertThatThrownBy(() -> plan().filter(aggregateNoise(0.1)).train(softmax(), DIGITS))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("fedDyn(0.01) adds up over rounds what parties send, and aggregateNoise(0.1)");
    }

    @Test
    void isRefusedWhereNothingIsToLeaveAParty() {
        assertThatThrownBy(() -> local().client(fedDyn(0.01)).train(softmax(), DIGITS))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "fedDyn(0.01) shares a regularizer, but in local() nothing leaves a party; use localSgd(0.1),"
                                + " or federation()");
        assertThatThrownBy(() -> fedDyn(0))
                .hasMessage("fedDyn(a) needs a number above 0, but 0 was given; take one such as 0.1");
    }

    @Test
    void saysWhatItIsTrainedWithInThePaper() {
        assertThat(fedDyn(0.01).note())
                .hasValue("fedDyn(0.01) counts every party the same, whatever its rows; the paper trains it with"
                        + " .weightDecay(0.001).clipGradient(10)");
        assertThat(fedDyn(0.01).weightDecay(0.001).clipGradient(10).note())
                .hasValue(
                        "fedDyn(0.01).weightDecay(0.001).clipGradient(10) counts every party the same, whatever its rows");
    }
}
