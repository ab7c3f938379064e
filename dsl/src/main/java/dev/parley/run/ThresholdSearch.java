package dev.parley.run;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.score.Ranking;
import dev.parley.score.Scores;

/** Looks for a threshold on the validation rows, so that the test rows stay unseen. */
final class ThresholdSearch {
    private ThresholdSearch() {}

    static double of(Run run, String name, String metric, double value) {
        String asked = "thresholdFor(\"" + name + "\", \"" + metric + "\", " + Check.text(value) + ")";
        if (!(value > 0 && value <= 1)) {
            throw new PlanException(asked + ": a share is above 0 and at most 1");
        }
        if (!metric.equals("recall") && !metric.equals("precision")) {
            throw new PlanException(asked + ": a threshold is found for \"recall\" or \"precision\"");
        }
        Scores scores = run.model(asked)
                .assess(
                        run.parties()
                                .valid()
                                .orElseThrow(
                                        () -> new PlanException(asked + " is found on validation rows, but none are"
                                                + " held out; train on data.trainValidTest(0.7, 0.1)")),
                        run.name())
                .scores()
                .classed(asked);
        Ranking ranking = scores.ranking(scores.place(name));
        if (ranking.positives() == 0) {
            throw new PlanException(asked + ": no validation row is of that class; hold out more");
        }
        int found = -1;
        for (int i = 0; i < ranking.scores().length && ranking.scores()[i] > 0; i++) {
            boolean reached = (metric.equals("recall") ? ranking.recall(i) : ranking.precision(i)) >= value;
            if (reached) {
                found = i;
                if (metric.equals("recall")) {
                    break;
                }
            }
        }
        if (found < 0) {
            throw new PlanException(asked + ": no bound above 0 comes to it on the " + scores.size()
                    + " validation rows; ask for less");
        }
        // a bound of 1 is none; the double below it chooses the same rows, since probabilities are floats
        return Math.min(ranking.scores()[found], Math.nextDown(1.0));
    }

    static String second(Run run) {
        var classes = run.setting().shape().classes();
        if (run.task() == dev.parley.example.Task.REGRESSION) {
            throw new PlanException("thresholdFor(..) is for classes, but '"
                    + run.setting().shape().target() + "' is a number");
        }
        if (classes.size() != 2) {
            throw new PlanException("thresholdFor(metric, value) is for two classes, but '"
                    + run.setting().shape().target() + "' has " + classes.size()
                    + "; say which class: thresholdFor(name, metric, value)");
        }
        return classes.get(1);
    }
}
