package dev.parley.audit;

import static dev.parley.Audits.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static dev.parley.Scaling.*;
import static dev.parley.Sums.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import org.junit.jupiter.api.Test;

/** An audit's lower bound lies below the account's upper one, and is high where nothing protects. */
class AuditTest {
    private static final Parties PHONES =
            dataset("digits").features(range(0, 16)).split(200, iid());
    private static final Federation PLAN =
            federation().rounds(3).aggregate(mean()).evaluateEvery(3);

    private static Audit of(Federation plan) {
        return audit(plan, mlp(32), PHONES);
    }

    /** A plan with noise of a multiplier. */
    private static Audit noised(double z) {
        return of(PLAN.privacy(centralDp(clip(1), noise(z)).seededForTests()));
    }

    @Test
    void withoutNoiseNearlyAllCanariesAreTold() {
        Audit open = of(PLAN);
        Audit clipped = of(PLAN.filter(clip(1)));
        assertThat(open.lower()).isGreaterThan(2);
        assertThat(open.upper()).isInfinite();
        assertThat(clipped.lower()).isGreaterThan(2);
        assertThat(clipped.right()).isGreaterThan(clipped.guesses() * 9 / 10);
    }

    @Test
    void theLowerBoundLiesBelowTheAccountAndFallsWithTheNoise() {
        Audit little = noised(0.5);
        Audit some = noised(2);
        Audit much = noised(20);
        assertThat(little.lower()).isGreaterThan(1).isLessThan(little.upper());
        assertThat(some.lower()).isLessThan(some.upper());
        assertThat(much.lower()).isLessThan(much.upper());
        assertThat(much.lower()).isLessThan(0.5);
    }

    @Test
    void noiseThatWasForgottenShowsAboveItsAccount() {
        double claimed = epsilonFor(noise(4), delta(1e-5)).rounds(3).pld();
        assertThat(of(PLAN.filter(clip(1))).lower()).isGreaterThan(claimed);
        assertThat(noised(4).lower()).isLessThan(claimed);
    }

    @Test
    void goesThroughSecureSums() {
        Parties few = dataset("digits").split(40, iid());
        Audit hidden = audit(PLAN.rounds(1).filter(clip(1)).aggregate(secure(mean())), mlp(32), few);
        assertThat(hidden.lower()).isGreaterThan(1);
    }

    @Test
    void refusesFewParties() {
        assertThatThrownBy(() -> audit(PLAN, mlp(32), dataset("digits").split(15, iid())))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "audit(plan, model, parties) makes every party a canary and needs at least 16, but there are 15;"
                                + " split the data over more, such as 200");
    }
}
