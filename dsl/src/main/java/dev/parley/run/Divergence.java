package dev.parley.run;

import dev.parley.example.Task;
import dev.parley.fault.Check;
import dev.parley.model.Evaluation;
import java.util.Locale;
import java.util.Optional;

/** The word for a training that blew up and stayed finite, which would else look like a result. */
public final class Divergence {
    /** R2 of a model that is ten times as wrong as the mean of the targets. */
    private static final double WORSE_THAN_THE_MEAN = -10;

    /** Losses of an even guess. */
    private static final double WORSE_THAN_GUESSING = 10;

    private Divergence() {}

    /** Note on a run whose last evaluated model is far worse than a guess; empty else. */
    public static Optional<String> of(Run run) {
        return run.lastEvaluation().filter(last -> isFarOff(run, last)).map(last -> words(run, last));
    }

    private static boolean isFarOff(Run run, Evaluation last) {
        if (last.task() == Task.REGRESSION) {
            return last.r2() < WORSE_THAN_THE_MEAN;
        }
        int classes = run.setting().shape().classes().size();
        return last.loss() > WORSE_THAN_GUESSING * Math.log(Math.max(2, classes));
    }

    private static String words(Run run, Evaluation last) {
        double rate = run.plan().client().rate();
        String found = last.task() == Task.REGRESSION
                ? String.format(Locale.ROOT, "its errors are %.3g times the targets' spread", Math.sqrt(1 - last.r2()))
                : String.format(Locale.ROOT, "its loss is %.3g, where a guess has less than 10", last.loss());
        return "the training diverged: " + found + "; lower the learning rate"
                + (Double.isNaN(rate)
                        ? ""
                        : " (now " + Check.text(rate) + ", with " + run.plan().server() + ")")
                + " or scale the features and the target";
    }
}
