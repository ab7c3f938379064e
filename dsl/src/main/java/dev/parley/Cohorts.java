package dev.parley;

import dev.parley.cohort.Available;
import dev.parley.cohort.DropsOut;
import dev.parley.cohort.Everyone;
import dev.parley.cohort.Importance;
import dev.parley.cohort.Participation;
import dev.parley.cohort.Poisson;
import dev.parley.cohort.PowerOfChoice;
import dev.parley.cohort.RoundRobin;
import dev.parley.cohort.Span;
import dev.parley.cohort.UniformCount;
import dev.parley.cohort.UniformShare;
import dev.parley.fault.Check;
import dev.parley.fault.DataException;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * Words for who takes part in a round: {@code federation().participation(poisson(0.1))}.
 *
 * <p>{@code powerOfChoice importance roundRobin available dropsOut} may be told how many by {@code cohort(n)} beside them.
 */
public final class Cohorts {
    private Cohorts() {}

    /**
     * All parties, in every round.
     *
     * <p>The default. Example: {@code federation().participation(everyone())}
     */
    public static Everyone everyone() {
        return new Everyone();
    }

    /**
     * A number of parties, drawn uniformly without replacement each round.
     *
     * <p>As {@code federation().cohort(n)}; for use within another choice. Example:
     * {@code federation().participation(dropsOut(0.2, cohort(10)))}
     *
     * @param n from 1 to the number of parties
     * @throws dev.parley.fault.PlanException below 1, and in {@code train} where there are fewer parties
     */
    public static UniformCount cohort(int n) {
        return new UniformCount(n);
    }

    /**
     * A share of the parties, drawn uniformly without replacement each round: max(floor(share x parties), 1) of them.
     *
     * <p>As {@code federation().participation(share)}; for use within another choice. Example:
     * {@code federation().participation(dropsOut(0.2, participation(0.1)))}
     *
     * @param share above 0 and at most 1
     * @throws dev.parley.fault.PlanException for another share
     */
    public static UniformShare participation(double share) {
        return new UniformShare(share);
    }

    /**
     * Each party with the same probability, whatever the others do.
     *
     * <p>A round has q n of n parties in the mean, with a standard deviation of sqrt(n q (1 - q)), and may have none: then
     * its update is 0, filters run, and {@code minParties} does not apply. Accounts of differential privacy by subsampling
     * count on it (Abadi et al., CCS 2016).
     *
     * <p>Example: {@code federation().participation(poisson(0.1))}
     *
     * @param q probability of a party, above 0 and at most 1
     * @throws dev.parley.fault.PlanException for another probability
     */
    public static Poisson poisson(double q) {
        return new Poisson(q);
    }

    /**
     * The half of d candidates that has the highest loss of the current model.
     *
     * <p>Candidates are drawn by their share of the rows, without replacement, and tell their loss on all of their rows
     * (Cho, Wang and Joshi, AISTATS 2022): a pass without gradients, and the model is sent to them, which is counted in
     * bytes and in the ledger. {@code cohort(m)} beside it takes m of them. The paper's rule is {@code aggregate(mean())}.
     *
     * <p>Example: {@code federation().participation(powerOfChoice(20)).aggregate(mean())}
     *
     * @param d candidates, at least 1; d = 2 m is the paper's smallest
     * @throws dev.parley.fault.PlanException below 1, and in {@code train} where there are fewer parties
     */
    public static PowerOfChoice powerOfChoice(int d) {
        return new PowerOfChoice(d, 0);
    }

    /**
     * The m of d candidates that have the highest loss of the current model.
     *
     * <p>With d of all parties it is always those with the highest losses. Example:
     * {@code federation().participation(powerOfChoice(20, 5)).aggregate(mean())}
     *
     * @param d candidates, drawn by their share of the rows
     * @param m how many of them take part, from 1 to d
     * @throws dev.parley.fault.PlanException for another m, and in {@code train} where there are fewer parties than d
     */
    public static PowerOfChoice powerOfChoice(int d, int m) {
        Check.atLeastOne("powerOfChoice(d, m)", m);
        return new PowerOfChoice(d, m);
    }

    /**
     * A tenth of the parties, drawn with probabilities in proportion to their rows.
     *
     * <p>Without replacement, by systematic sampling: with m parties a round, party i takes part with probability
     * m n_i / sum of n_j exactly, or always where that is above 1. So the plain mean, {@code aggregate(mean())}, is unbiased
     * for the mean of all parties weighted by rows; {@code weightedMean()} would count rows twice, which is said.
     * {@code cohort(m)} beside it draws m.
     *
     * <p>Example: {@code federation().participation(importance()).aggregate(mean())}
     */
    public static Importance importance() {
        return new Importance(0);
    }

    /**
     * A number of parties, drawn with probabilities in proportion to their rows.
     *
     * <p>Example: {@code federation().participation(importance(10)).aggregate(mean())}
     *
     * @param n how many a round, from 1 to the number of parties
     * @throws dev.parley.fault.PlanException below 1, and in {@code train} where there are fewer parties
     */
    public static Importance importance(int n) {
        Check.atLeastOne("importance(n)", n);
        return new Importance(n);
    }

    /**
     * A tenth of the parties, those that have waited longest: each once before any twice.
     *
     * <p>The seed draws the order in which they come first. {@code cohort(m)} beside it takes m at a time.
     *
     * <p>Example: {@code federation().participation(roundRobin())}
     */
    public static RoundRobin roundRobin() {
        return new RoundRobin(0);
    }

    /**
     * A number of parties, those that have waited longest: each once before any twice.
     *
     * <p>Example: {@code federation().participation(roundRobin(10))}
     *
     * @param n how many a round, from 1 to the number of parties
     * @throws dev.parley.fault.PlanException below 1, and in {@code train} where there are fewer parties
     */
    public static RoundRobin roundRobin(int n) {
        Check.atLeastOne("roundRobin(n)", n);
        return new RoundRobin(n);
    }

    /**
     * All parties that are there, by a trace of when each is.
     *
     * <p>A party is there in the rounds that its rows name, and in no others. {@code cohort(n)} beside it draws n of those
     * that are there. A round in which nobody is there has an update of 0.
     *
     * <p>Example: {@code federation().participation(available(Table.read().csv("trace.csv"))).cohort(5)}
     *
     * @param trace columns {@code party}, {@code from} and {@code to}: a party's name and the first and last of some rounds
     *     in which it is there, from 1; a party may have several rows
     * @throws dev.parley.fault.DataException where a column or a number is missing
     * @throws dev.parley.fault.PlanException for rounds below 1 or a row that ends before it begins, and in {@code train}
     *     for a name that no party has
     */
    public static Available available(Table trace) {
        return available(trace, new Everyone());
    }

    /**
     * Those of the parties that are there, by a trace, whom another choice draws.
     *
     * <p>Example: {@code federation().participation(available(trace, roundRobin(5)))}
     *
     * @param trace columns {@code party}, {@code from} and {@code to}
     * @param around the choice that draws from those that are there
     * @throws dev.parley.fault.DataException where a column or a number is missing
     * @throws dev.parley.fault.PlanException as {@code available(trace)}
     */
    public static Available available(Table trace, Participation around) {
        return new Available(1, spans(trace), around);
    }

    /**
     * All parties that are there, each with a probability by itself in each round.
     *
     * <p>Alone it is {@code poisson(share)} from another stream; {@code cohort(n)} beside it draws n of those that are there.
     *
     * <p>Example: {@code federation().participation(available(0.8)).cohort(5)}
     *
     * @param share the probability, above 0 and at most 1
     * @throws dev.parley.fault.PlanException for another probability
     */
    public static Available available(double share) {
        return available(share, new Everyone());
    }

    /**
     * Those of the parties that are there, each with a probability by itself, whom another choice draws.
     *
     * <p>Example: {@code federation().participation(available(0.8, roundRobin(5)))}
     *
     * @param share the probability, above 0 and at most 1
     * @param around the choice that draws from those that are there
     * @throws dev.parley.fault.PlanException for another probability
     */
    public static Available available(double share, Participation around) {
        return new Available(share, List.of(), around);
    }

    /**
     * All parties, of whom some leave in the middle of the round.
     *
     * <p>Before each step of a round each party leaves with probability p, by itself, and stays away for the rest of it.
     * {@code run.partyTable()} says who left. A plan without {@code minParties(n)} goes on with those that stay; with it
     * fewer than n end the training. {@code cohort(n)} beside it draws n parties first.
     *
     * <p>Example: {@code federation().participation(dropsOut(0.2))}
     *
     * @param p the probability, 0 to below 1
     * @throws dev.parley.fault.PlanException for another probability
     */
    public static DropsOut dropsOut(double p) {
        return dropsOut(p, new Everyone());
    }

    /**
     * Parties that another choice draws, of whom some leave in the middle of the round.
     *
     * <p>Example: {@code federation().participation(dropsOut(0.2, poisson(0.1)))}
     *
     * @param p the probability to leave before a step, 0 to below 1
     * @param around the choice that draws
     * @throws dev.parley.fault.PlanException for another probability
     */
    public static DropsOut dropsOut(double p, Participation around) {
        return new DropsOut(p, around);
    }

    private static List<Span> spans(Table trace) {
        for (String column : List.of("party", "from", "to")) {
            if (!trace.containsColumn(column)) {
                throw new DataException("available(trace) needs the columns party, from and to, but the table has "
                        + String.join(", ", trace.columnNames()) + "; rename them, or add '" + column + "'");
            }
        }
        return IntStream.range(0, trace.rowCount())
                .mapToObj(row -> new Span(
                        trace.column("party").getString(row), round(trace, "from", row), round(trace, "to", row)))
                .toList();
    }

    private static int round(Table trace, String column, int row) {
        double number = trace.column(column) instanceof NumericColumn<?> numbers ? numbers.getDouble(row) : Double.NaN;
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new DataException("available(trace) needs a round in column '" + column + "', but row " + (row + 1)
                    + " has '" + trace.column(column).getString(row) + "'; mend this row");
        }
        return (int) number;
    }
}
