package dev.parley;

import dev.parley.data.Parties;
import dev.parley.model.Model;
import dev.parley.plot.EpsilonPlot;
import dev.parley.run.PrivacyReport;
import dev.parley.train.Explanation;
import org.knowm.xchart.XYChart;

/** Words for what a training comes to and what it spends, inherited by {@link Parley}. */
public abstract sealed class AccountWords extends DataWords permits RunWords {
    AccountWords() {}

    /**
     * Explains a training before it is trained: rounds, bytes, memory, the account of privacy after all rounds, and why it would be
     * refused, if it would. Nothing is trained.
     *
     * <p>Example: {@code explain(plan, logistic(), hospitals)}
     *
     * @param sentence any of the four
     * @param model what would be learned
     * @param parties what a split has given
     */
    public static Explanation explain(Trainer<?> sentence, Model model, Parties parties) {
        return sentence.explained(model, parties);
    }

    /**
     * Epsilon against readers of the model, as it grew round by round.
     *
     * <p>Example: {@code plot(discreet.privacy())}
     *
     * @param privacy the account of a run
     * @throws dev.parley.fault.PlanException where no round was finished
     */
    public static XYChart plot(PrivacyReport privacy) {
        return EpsilonPlot.of(privacy);
    }
}
