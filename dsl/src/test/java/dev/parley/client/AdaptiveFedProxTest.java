package dev.parley.client;

import static dev.parley.Clients.*;
import static dev.parley.Parley.*;
import static dev.parley.Rules.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.filter.Memories;
import dev.parley.filter.Memory;
import dev.parley.num.VectorPool;
import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mu that follows the loss. */
class AdaptiveFedProxTest {
    private static final Parties DIGITS = dataset("digits").split(6, dirichlet(0.3));

    private static List<Double> mus(AdaptiveMu mu, double... losses) {
        try (VectorPool pool = new VectorPool();
                Memories memories = new Memories(pool)) {
            Memory memory = memories.of("test");
            List<Double> all = new ArrayList<>(List.of(mu.now(memory)));
            for (double loss : losses) {
                mu.heard(loss, memory);
                all.add(mu.now(memory));
            }
            return all;
        }
    }

    @Test
    void growsWithEachRiseAndShrinksAfterFiveFalls() {
        assertThat(mus(adaptive(), 5, 6, 7, 6, 5, 4, 3, 2, 1, 0.9, 0.8, 0.7, 0.6))
                .containsExactly(0.0, 0.0, 0.1, 0.2, 0.2, 0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.0);
    }

    @Test
    void equalLossesAndRisesBreakASeriesOfFalls() {
        assertThat(mus(adaptive(0.5), 9, 8, 7, 6, 5, 5, 4, 3, 2, 1, 0))
                .containsExactly(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.4);
        assertThat(mus(adaptive(0.5), 9, 8, 7, 6, 5, 6, 5, 4, 3, 2, 1)).endsWith(0.6, 0.6, 0.6, 0.6, 0.6, 0.5);
    }

    @Test
    void staysFromZeroToOne() {
        assertThat(mus(adaptive(1), 1, 2, 3)).containsExactly(1.0, 1.0, 1.0, 1.0);
        assertThat(mus(adaptive(), 6, 5, 4, 3, 2, 1)).containsOnly(0.0);
        assertThatThrownBy(() -> adaptive(1.5))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "adaptive(first) needs a first mu from 0 to 1, but 1.5 was given; say adaptive(), which begins"
                                + " with 0");
    }

    @Test
    void theTableShowsMuAndTheLossThatMovedIt() {
        // two of six unequal parties at a time, so that the loss rises and falls
        Federation plan = federation().rounds(25).cohort(2).client(fedProx(adaptive()));
        Run run = plan.train(softmax(), DIGITS);
        List<Double> sent = run.table().doubleColumn("mu").asList();
        assertThat(sent).hasSize(25).startsWith(0.0, 0.0);
        assertThat(sent.stream().distinct().count()).isGreaterThan(2);
        double[] losses = run.rounds().stream()
                .mapToDouble(round -> {
                    double sum = 0;
                    double rows = 0;
                    int first = (round.round() - 1) * 2;
                    for (int i = 0; i < 2; i++) {
                        double n = round.parties().get(i).party().examples();
                        sum += n
                                * run.partyTable().doubleColumn("loss at start").get(first + i);
                        rows += n;
                    }
                    return sum / rows;
                })
                .toArray();
        List<Double> expected = mus(adaptive(), losses);
        assertThat(sent).isEqualTo(expected.subList(0, 25));
        assertThat(losses[0]).isCloseTo(Math.log(10), within(1e-5));
    }

    @Test
    void isFedProxOfItsMuWhereTheLossFalls() {
        Federation plan = federation().rounds(4).aggregate(mean());
        assertThat(plan.client(fedProx(adaptive())).train(softmax(), DIGITS).fingerprint())
                .isEqualTo(plan.client(localSgd(0.1)).train(softmax(), DIGITS).fingerprint());
        assertThat(plan.client(fedProx(adaptive(0.5))).train(softmax(), DIGITS).fingerprint())
                .isEqualTo(plan.client(fedProx(0.5)).train(softmax(), DIGITS).fingerprint());
        assertThat(plan.client(fedProx(adaptive(0.5)).on(localAdam(0.01)))
                        .train(softmax(), DIGITS)
                        .fingerprint())
                .isEqualTo(plan.client(fedProx(0.5).on(localAdam(0.01)))
                        .train(softmax(), DIGITS)
                        .fingerprint());
    }

    @Test
    void goesWithRulesThatAreNoMean() {
        Run run = federation()
                .rounds(12)
                .client(fedProx(adaptive()))
                .aggregate(median())
                .train(softmax(), DIGITS);
        assertThat(run.accuracy()).isGreaterThan(0.5);
        assertThat(run.table().doubleColumn("mu").asList()).doesNotContainNull();
        Run fair = federation()
                .rounds(3)
                .client(fedProx(adaptive()))
                .aggregate(qFair(1))
                .train(softmax(), DIGITS);
        assertThat(fair.partyTable().doubleColumn("loss at start").get(0)).isCloseTo(Math.log(10), within(1e-5));
    }

    @Test
    void isRefusedWhereNothingIsToLeaveAParty() {
        assertThatThrownBy(() -> local().client(fedProx(adaptive())).train(softmax(), DIGITS))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "fedProx(adaptive()) shares one mu, but in local() nothing leaves a party; use fedProx(0.1), or"
                                + " federation()");
    }
}
