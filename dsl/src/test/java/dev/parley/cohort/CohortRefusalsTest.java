package dev.parley.cohort;

import static dev.parley.Cohorts.*;
import static dev.parley.cohort.Draws.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Choices of a cohort that are out of their range, or do not suit the parties, are refused. */
class CohortRefusalsTest {
    @Test
    void eachRefusesWhatIsOutOfItsRange() {
        refused(
                () -> poisson(0),
                "poisson(q) needs a probability above 0 and at most 1, but 0 was given; for a number of"
                        + " parties use cohort(n)");
        refused(
                () -> powerOfChoice(4, 5),
                "powerOfChoice(d, m) chooses m of d candidates, but d is 4 and m is 5; take m"
                        + " from 1 to 4, or more candidates");
        refused(() -> powerOfChoice(0), "powerOfChoice(d) needs at least 1, but 0 was given; take 1 or more");
        refused(() -> powerOfChoice(3, 0), "powerOfChoice(d, m) needs at least 1, but 0 was given; take 1 or more");
        refused(() -> importance(0), "importance(n) needs at least 1, but 0 was given; take 1 or more");
        refused(() -> roundRobin(0), "roundRobin(n) needs at least 1, but 0 was given; take 1 or more");
        refused(() -> new RoundRobin(-1), "roundRobin(n) needs at least 1, but -1 was given; take 1 or more");
        refused(() -> new Importance(-1), "importance(n) needs at least 1, but -1 was given; take 1 or more");
        refused(() -> dropsOut(1), "dropsOut(p) needs a number from 0 to below 1, but 1 was given; take one between");
        refused(
                () -> available(1.5),
                "available(share) needs a share above 0 and at most 1, but 1.5 was given; it is the"
                        + " probability that a party is there in a round");
        refused(
                () -> new Span("a", 3, 2),
                "available(trace) needs rounds from 1 on and an end that is not before its"
                        + " beginning, but 'a' is there from 3 to 2; mend this row");
        assertThatThrownBy(() -> available(trace().removeColumns("to")))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "available(trace) needs the columns party, from and to, but the table has party, from; rename"
                                + " them, or add 'to'");
        assertThatThrownBy(() -> available(Table.create(
                        StringColumn.create("party", "a"),
                        StringColumn.create("from", "x"),
                        IntColumn.create("to", new int[] {2}))))
                .isInstanceOf(DataException.class)
                .hasMessage("available(trace) needs a round in column 'from', but row 1 has 'x'; mend this row");
        assertThat(available(trace()).refusal(names(3)))
                .contains(
                        "available(trace) names 'party-4', but the parties are party-1, party-2, party-3; name parties"
                                + " of the split in the column 'party'");
        assertThat(dropsOut(0.1, roundRobin(9)).refusal(names(4)))
                .contains("roundRobin(9) asks for more parties than the 4 there are; use roundRobin(4) or fewer");
        assertThat(importance(9).refusal(names(4)))
                .contains("importance(9) asks for more parties than the 4 there are; use importance(4) or fewer");
        assertThat(powerOfChoice(9, 2).refusal(names(4)))
                .contains("powerOfChoice(9, 2) asks for more parties than the 4 there are; use d = 4 or fewer");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable what, String why) {
        assertThatThrownBy(what).isInstanceOf(PlanException.class).hasMessage(why);
    }
}
