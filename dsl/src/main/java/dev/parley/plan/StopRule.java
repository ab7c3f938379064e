package dev.parley.plan;

import dev.parley.account.Epsilon;
import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import java.util.List;

/** When a training ends before its last round, by a metric on the validation rows: coordinator's side. */
public interface StopRule {
    /** The metric that is looked at, by name. */
    String metric();

    /**
     * Decides whether to end.
     *
     * @param values the metric in each evaluated round so far, in order; never empty
     * @param isHigherBetter whether more is better
     */
    boolean stops(List<Double> values, boolean isHigherBetter);

    /**
     * Ends before a round would spend more of privacy than an epsilon, by the account of the training.
     *
     * @param most epsilon against readers of the model, by Renyi divergences
     */
    record Spent(Epsilon most) implements StopRule {
        @Override
        public String metric() {
            return Accounts.COLUMN;
        }

        @Override
        public boolean stops(List<Double> values, boolean isHigherBetter) {
            return false; // the account looks ahead, and says when
        }

        @Override
        public String toString() {
            return most.toString();
        }
    }

    /**
     * Ends after some evaluated rounds in a row that were no better than the best before them (early stopping; Prechelt,
     * 1998).
     *
     * @param rounds how many, at least 1
     * @param metric by its name
     */
    record NoBetter(int rounds, String metric) implements StopRule {
        public NoBetter {
            Check.atLeastOne("noBetter(rounds)", rounds);
            if (metric.isBlank()) {
                throw new PlanException("noBetter(rounds, metric) needs the name of a metric, for instance \"auc\"");
            }
        }

        @Override
        public boolean stops(List<Double> values, boolean isHigherBetter) {
            return values.size() - 1 - Best.of(values, isHigherBetter) >= rounds;
        }

        @Override
        public String toString() {
            return metric.equals("loss") ? "noBetter(" + rounds + ")" : "noBetter(" + rounds + ", \"" + metric + "\")";
        }
    }
}
