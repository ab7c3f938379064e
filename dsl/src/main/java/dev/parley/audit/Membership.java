package dev.parley.audit;

import dev.parley.fault.PlanException;
import dev.parley.num.ParamVector;
import dev.parley.run.Run;
import dev.parley.score.Ranking;
import java.util.Arrays;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Membership inference: an attacker ranks rows by how sure the model is of them, and calls the first ones training rows.
 *
 * <p>Members are the parties' training rows, others are the test rows, which the training never saw. Guessing at random has
 * an AUC of 0.5 and an advantage of 0; a model that has learned rows by heart gives them away.
 *
 * @param name of the run
 * @param attack in words
 * @param ranking of all rows by the attacker's score, training rows being positive
 * @param advantage share of training rows that are called so, less that of others, at the attack's own threshold; NaN where
 *     it has none
 */
public record Membership(String name, String attack, Ranking ranking, double advantage) {
    /**
     * The loss threshold of Yeom et al. (CSF 2018, section III.B): a row is called a training row where its loss is at most
     * the mean loss of the training rows.
     *
     * @throws PlanException where there is no one model, or no test rows
     */
    public static Membership byLoss(Run run) {
        ParamVector params = model(run);
        var parties = run.parties();
        double[] in = RowLosses.of(run.description(), parties.shape(), params, parties.train())
                .loss();
        double[] out = RowLosses.of(run.description(), parties.shape(), params, parties.test())
                .loss();
        double threshold = Arrays.stream(in).average().orElse(0);
        double advantage = share(in, threshold) - share(out, threshold);
        return new Membership(run.name(), "loss threshold", ranked(negated(in), negated(out)), advantage);
    }

    /** The model that all see, where there is one, and there are rows that it never saw. */
    static ParamVector model(Run run) {
        var params = run.parts().outcome().params();
        if (params.size() != 1) {
            throw new PlanException("membership(run) attacks one model, but '" + run.name() + "' has " + params.size()
                    + "; attack run.party(name)");
        }
        if (run.parties().test().size() == 0) {
            throw new PlanException("membership(run) compares training rows with rows that were never seen, but '"
                    + run.parties().name() + "' holds no test rows out; hold some out: data.trainTest(0.8)");
        }
        return params.get(0);
    }

    /** Training rows and others in the order of their scores, the highest first. */
    static Ranking ranked(double[] in, double[] out) {
        boolean[] member = new boolean[in.length + out.length];
        Arrays.fill(member, 0, in.length, true);
        double[] scores = Arrays.copyOf(in, member.length);
        System.arraycopy(out, 0, scores, in.length, out.length);
        return Ranking.of(member, scores);
    }

    private static double share(double[] losses, double most) {
        return Arrays.stream(losses).filter(loss -> loss <= most).count() / (double) losses.length;
    }

    private static double[] negated(double[] values) {
        return Arrays.stream(values).map(value -> -value).toArray();
    }

    /** Area under the ROC curve: the probability that a training row is ranked before another. */
    public double auc() {
        return ranking.auc();
    }

    /**
     * The share of training rows that are found while at most a share of the others is called so: the measure of Carlini et
     * al. (IEEE S&P 2022).
     *
     * @param most share of the others, 0 to 1
     */
    public double found(double most) {
        double found = 0;
        for (int i = 0; i < ranking.scores().length && ranking.falseAlarms(i) <= most; i++) {
            found = ranking.recall(i);
        }
        return found;
    }

    /** One line of numbers. */
    public Table table() {
        return Table.create(
                name + ": membership inference",
                StringColumn.create("attack", attack),
                DoubleColumn.create("AUC", auc()),
                DoubleColumn.create("advantage", advantage),
                DoubleColumn.create("found at 10 % false alarms", found(0.1)),
                DoubleColumn.create("found at 1 %", found(0.01)));
    }

    @Override
    public String toString() {
        return table().print();
    }
}
