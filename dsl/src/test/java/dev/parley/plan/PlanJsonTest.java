package dev.parley.plan;

import static dev.parley.Clients.*;
import static dev.parley.Parley.*;
import static dev.parley.Rules.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.fault.PlanException;
import dev.parley.optimizer.Schedule;
import org.junit.jupiter.api.Test;

/** Plans as text: printed as they are written, read back as they were. */
class PlanJsonTest {
    private final Plan full = federation()
            .parties(4)
            .rounds(20)
            .partition(dirichlet(0.3))
            .participation(0.5)
            .minParties(2)
            .client(fedProx(0.1).epochs(2).batch(10).momentum(0.9).schedule(new Schedule.Exponential(0.99)))
            .aggregate(mean())
            .server(fedAdam(0.05))
            .evaluateEvery(5)
            .evaluateParties(10)
            .seed(7)
            .plan();

    @Test
    void printsTheSentenceAsItIsWritten() {
        assertThat(full)
                .hasToString(
                        "federation().parties(4).rounds(20).partition(dirichlet(0.3)).participation(0.5).minParties(2)"
                                + ".client(fedProx(0.1).epochs(2).batch(10).momentum(0.9).schedule(exponential(0.99)))"
                                + ".aggregate(mean()).server(fedAdam(0.05)).evaluateEvery(5).evaluateParties(10).seed(7)");
        assertThat(federation()).hasToString("federation()");
        assertThat(distributed().workers(4).synchronize(every(16)))
                .hasToString("distributed().workers(4).synchronize(every(16))");
        assertThat(federation().aggregate(updates -> updates.mean()))
                .hasToString("federation().aggregate(your own rule)");
    }

    @Test
    void readsBackWhatItWrote() {
        assertThat(PlanJson.read(full.json())).isEqualTo(full);
        Plan workers = distributed().workers(3).synchronize(once()).plan();
        assertThat(PlanJson.read(workers.json())).isEqualTo(workers);
        Plan adam = federation()
                .client(localAdamW(0.001).epochs(2).betas(0.8, 0.9).keepState())
                .plan();
        assertThat(PlanJson.read(adam.json())).isEqualTo(adam);
    }

    @Test
    void refusesOtherFormatsUnknownRulesAndCode() {
        assertThatThrownBy(() -> PlanJson.read("{\"format\": 2}")).hasMessageContaining("format 2");
        assertThatThrownBy(() -> PlanJson.read("no json")).isInstanceOf(PlanException.class);
        String federation = "{\"format\": 1, \"sentence\": \"federation\", \"aggregate\": ";
        assertThatThrownBy(() -> PlanJson.read(federation + "{\"krumm\": {}}}")).hasMessageContaining("krumm");
        assertThatThrownBy(() -> PlanJson.read(federation + "{\"java.lang.Runtime\": {}}}"))
                .hasMessageContaining("not the name of a rule");
        assertThatThrownBy(() -> PlanJson.read(federation + "{\"aggregation\": {}}}"))
                .hasMessageContaining("aggregation");
        assertThatThrownBy(() -> PlanJson.read(
                        federation().aggregate(named("mine", u -> u.mean())).json()))
                .hasMessage(
                        "the rule named(\"mine\") is code, which a file does not hold; give it again by aggregate(..)");
    }
}
