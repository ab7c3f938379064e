package dev.parley.privacy;

import static dev.parley.Privacy.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.account.Attended;
import dev.parley.account.Delta;
import dev.parley.cohort.Poisson;
import dev.parley.plan.Accounts;
import dev.parley.plan.Choice;
import dev.parley.plan.Kind;
import dev.parley.plan.Plan;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** DP-FedAvg's published account (McMahan et al., ICLR 2018), from a plan in the words of the DSL. */
class PaperAccountTest {
    private static final int USERS = 763_430;
    private static final int ROUNDS = 5000;

    @Test
    void epsilonOfTheRunIsThatOfTheWordsAndOfThePaper() {
        Plan plan = Plan.of(Kind.FEDERATION)
                .with(Choice.ROUNDS, ROUNDS)
                .with(Choice.PARTICIPATION, new Poisson(5000.0 / USERS))
                .filtered(List.of(centralDp(clip(0.8), noise(1))));
        List<Integer> each = Collections.nCopies(USERS, ROUNDS);
        Delta delta = delta(1e-9);
        var account = Accounts.of(plan, Collections.nCopies(USERS, 20))
                .after(new Attended(ROUNDS, each, each), Optional.of(delta))
                .get(0);
        var words = epsilonFor(noise(1), delta).rounds(ROUNDS).sampling(5000.0 / USERS);
        assertThat(words.orders(2, 32).rdp2017()).isCloseTo(4.634, within(5e-4));
        assertThat(words.rdp()).isCloseTo(4.183291, within(1e-6));
        assertThat(account.readers()).isEqualTo(words.spending());
        assertThat(account.open()).isNotEmpty();
        assertThat(account.units()).isEqualTo(USERS);
    }
}
