package dev.parley;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Rules.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Mistakes that a user may make, and the whole message that answers each: asked, found, do. */
class BadInputTest {
    private static void refuses(ThrowingCallable asked, String message) {
        assertThatThrownBy(asked).isInstanceOf(PlanException.class).hasMessage(message);
    }

    @Test
    void refusesCountsBelowOne() {
        refuses(() -> federation().parties(0), "parties(n) needs at least 1, but 0 was given; take 1 or more");
        refuses(() -> federation().rounds(0), "rounds(n) needs at least 1, but 0 was given; take 1 or more");
        refuses(() -> distributed().workers(-1), "workers(n) needs at least 1, but -1 was given; take 1 or more");
        refuses(() -> threads(0), "threads(n) needs at least 1, but 0 was given; take 1 or more");
        refuses(() -> every(0), "every(steps) needs at least 1, but 0 was given; take 1 or more");
    }

    @Test
    void refusesSharesThatAreNone() {
        String rest = " was given; for a number of parties use cohort(n)";
        refuses(
                () -> federation().participation(0),
                "participation(share) needs a share above 0 and at most 1, but 0" + rest);
        refuses(
                () -> federation().participation(1.5),
                "participation(share) needs a share above 0 and at most 1, but 1.5" + rest);
    }

    @Test
    void refusesLearningRatesThatCannotLearn() {
        refuses(() -> localSgd(0), "localSgd(rate) needs a number above 0, but 0 was given; take one such as 0.1");
        refuses(() -> localSgd(-1), "localSgd(rate) needs a number above 0, but -1 was given; take one such as 0.1");
        refuses(
                () -> localSgd(Double.NaN),
                "localSgd(rate) needs a number above 0, but NaN was given; take one such as 0.1");
        refuses(
                () -> localSgd(0.1).momentum(1),
                "localSgd(..).momentum(m) needs a number from 0 to below 1, but 1 was given; take one between");
        refuses(
                () -> localSgd(0.1).batch(0),
                "localSgd(..).batch(n) needs at least 1, but 0 was given; take 1 or more");
    }

    @Test
    void refusesAdamsThatCannotLearn() {
        refuses(() -> localAdam(0), "localAdam(rate) needs a number above 0, but 0 was given; take one such as 0.1");
        refuses(
                () -> localAdamW(-1),
                "localAdamW(rate) needs a number above 0, but -1 was given; take one such as 0.1");
        refuses(
                () -> localAdam(0.1).betas(0.9, 1),
                "localAdam(..).betas(b1, b2) needs a number from 0 to below 1, but 1 was given; take one between");
        refuses(
                () -> localAdamW(0.1).epsilon(0),
                "localAdamW(..).epsilon(e) needs a number above 0, but 0 was given; take one such as 0.1");
        refuses(
                () -> localAdamW(0.1).weightDecay(-1),
                "localAdamW(..).weightDecay(d) needs a number of at least 0, but -1 was given; take 0 to do without");
    }

    @Test
    void refusesMlpsWithoutUnits() {
        String units = "mlp(..) needs the units of its hidden layers, each at least 1, but ";
        refuses(() -> mlp(), units + "none were given; for instance mlp(200, 200)");
        refuses(() -> mlp(10, -1), units + "[10, -1] was given; for instance mlp(200, 200)");
    }

    @Test
    void refusesModelsThatDoNotFitTheTask() {
        refuses(
                () -> centralized().train(logistic(), dataset("digits")),
                "logistic() tells two classes apart, but 'digit' has 10; use softmax()");
        refuses(
                () -> centralized().train(softmax(), dataset("diabetes")),
                "softmax() tells classes apart, but 'progression' is a number to be predicted; use linear(), or take its"
                        + " numbers for classes: task(Task.CLASSIFICATION)");
        refuses(
                () -> centralized().train(linear(), dataset("iris")),
                "linear() predicts a number, but 'species' has 3 classes; use softmax()");
    }

    @Test
    void refusesAPlanForOtherPartiesThanThereAre() {
        var four = dataset("iris").split(4, iid());
        refuses(
                () -> federation().parties(5).train(softmax(), four),
                "the plan asks for parties(5), but the data is split over 4; leave parties(..) out, or split the data"
                        + " over 5");
        refuses(
                () -> federation().cohort(9).train(softmax(), four),
                "cohort(9) asks for more parties than the 4 there are; use cohort(4) or fewer");
        refuses(
                () -> federation().minParties(4).participation(0.5).train(softmax(), four),
                "minParties(4) needs 4 answers a round, but only 2 of 4 parties take part (participation(0.5)); raise"
                        + " the participation or lower minParties");
        refuses(
                () -> federation().train(softmax(), dataset("iris")),
                "federation() needs parties, but the data 'iris' is not split; say parties(n), or train on"
                        + " data.split(n, iid())");
        refuses(
                () -> federation().partition(iid()).train(softmax(), four),
                "the plan asks for partition(iid()), but the data is split already by iid(); leave partition(..) out,"
                        + " or train on the data set itself");
    }

    @Test
    void refusesRulesThatReturnAnotherLength() {
        refuses(
                () -> federation()
                        .parties(3)
                        .aggregate(named(
                                "short",
                                updates -> ParamVector.zeros(Layout.empty().then("w", 2))))
                        .train(softmax(), dataset("iris")),
                "aggregate(named(\"short\")) returned 2 numbers, but the model has 15 parameters; return a vector made"
                        + " of the updates, such as updates.mean()");
    }

    @Test
    void refusesAnUnknownDataSetBeforeAnyWork() {
        assertThatThrownBy(() -> dataset("mnits"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("mnist");
    }

    @Test
    void refusesMomentumThatASynchronisationWouldLose() {
        assertThatThrownBy(
                        () -> distributed().client(localSgd(0.1).momentum(0.9)).train(softmax(), dataset("iris")))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("momentum");
    }

    @Test
    void aBatchLargerThanAPartyIsTheWholeParty() {
        var huge = federation()
                .parties(4)
                .rounds(2)
                .client(localSgd(0.1).batch(1000))
                .train(softmax(), dataset("iris"));
        assertThat(huge.table().longColumn("steps").asList()).containsExactly(4L, 4L);
    }

    @Test
    void saysThatLocalModelsHaveNoWeightsInCommon() {
        var alone = local().parties(3).epochs(1).train(softmax(), dataset("iris"));
        refuses(
                alone::weights,
                "run.weights() needs one model, but local() trained one for each of 3 parties; use"
                        + " run.party(\"party-1\").weights()");
        assertThat(alone.party("party-3").weights().length()).isEqualTo(15);
    }
}
