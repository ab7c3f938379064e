package dev.parley;

import dev.parley.plan.Choice;
import dev.parley.plan.Plan;
import dev.parley.plan.StopRule;
import dev.parley.train.Surroundings;

/** All rows in one place: the baseline that sharing data would give. A round is an epoch. */
public final class Centralized extends Trainer<Centralized> {
    Centralized(Plan plan, Surroundings place) {
        super(plan, place);
    }

    @Override
    Centralized with(Plan changed, Surroundings moved) {
        return new Centralized(changed, moved);
    }

    /**
     * Passes over the data; default 10.
     *
     * <p>Example: {@code centralized().epochs(20)}
     *
     * @param n at least 1
     * @throws dev.parley.fault.PlanException below 1
     */
    public Centralized epochs(int n) {
        return choose(Choice.EPOCHS, n);
    }

    /**
     * Ends the training where the validation rows no longer improve; default never.
     *
     * <p>Finished rounds stay, {@code run.resume()} goes on. Beside {@code keepBest(..)} it saves the rounds after the best
     * one.
     *
     * <p>Example: {@code centralized().epochs(200).stopWhen(noBetter(5))}
     *
     * @param rule such as {@code noBetter(5)}; needs validation rows, {@code data.trainValidTest(0.7, 0.1)}, and is
     *     refused in {@code train} where there are none
     */
    public Centralized stopWhen(StopRule rule) {
        return choose(Choice.STOP_WHEN, rule);
    }

    /**
     * Keeps the parameters of the round that was best on the validation rows, and its scores; default the last round's.
     *
     * <p>Example: {@code centralized().epochs(50).keepBest("auc")}
     *
     * @param metric a name: {@code loss accuracy auc f1 recall precision brier}, {@code average precision}, {@code balanced
     *     accuracy}, {@code log loss} of classes, {@code loss rmse mae r2} of a number, or a {@code metric(..)} of your own;
     *     needs validation rows as {@code stopWhen} does
     */
    public Centralized keepBest(String metric) {
        return choose(Choice.KEEP_BEST, metric);
    }
}
