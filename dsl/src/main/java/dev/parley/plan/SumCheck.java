package dev.parley.plan;

import dev.parley.fault.PlanException;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Filter;
import dev.parley.message.Update;
import dev.parley.privacy.CentralDp;
import dev.parley.privacy.Clip;
import dev.parley.secure.Masked;
import dev.parley.secure.Secure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Checks a plan whose coordinator is to see no more than sums. */
final class SumCheck {
    private SumCheck() {}

    /**
     * The rest of the plan beside the sum.
     *
     * @param rows of the parties
     * @return what the user should know before the training
     * @throws PlanException where something would show a party's own numbers, or needs them
     */
    static List<String> of(Plan plan, Program program, IntStream rows) {
        if (program.filters().stream().noneMatch(Filter::hidesUpdates)) {
            return List.of();
        }
        if (!(plan.aggregation() instanceof Secure sum)) {
            throw new PlanException(plan.aggregation() + " looks at updates, or at means of some, but the sum inside it"
                    + " lets nobody see one; give it to aggregate(..) by itself: aggregate(secure(mean()))");
        }
        plan.evaluateParties().ifPresent(every -> {
            throw new PlanException(
                    "evaluateParties(" + every + ") lets each party tell its loss and its number of rows," + " but "
                            + sum + " lets nobody see a party's own numbers; leave evaluateParties(..) out");
        });
        plan.personalization().ifPresent(how -> {
            throw new PlanException("personalize(" + how + ") lets each party tell the scores of its own model, but "
                    + sum + " lets nobody see a party's own numbers; leave one of them out");
        });
        if (plan.participation().byRows()) {
            throw new PlanException("participation(" + plan.participation() + ") draws parties by their rows, but "
                    + sum + " tells nobody how many a party has; take cohort(n), poisson(q) or roundRobin(n)");
        }
        for (Filter filter : program.onion()) {
            if (!(filter instanceof Masked)
                    && !(filter instanceof Clip)
                    && !(filter instanceof CentralDp)
                    && looks(filter)) {
                throw new PlanException(filter.word() + "(" + filter + ") looks at each update as it arrives, but "
                        + sum + " lets nobody see one; leave one of them out");
            }
        }
        int most = rows.max().orElse(0);
        if (sum.rule().countsRows() && most > sum.largestWeight()) {
            throw new PlanException(sum + " counts at most " + sum.largestWeight() + " rows of a party, but the largest"
                    + " has " + most + "; say .largestWeight(" + most + ")");
        }
        List<String> notes = new ArrayList<>();
        program.filters().stream()
                .filter(Clip.class::isInstance)
                .forEach(
                        clip -> notes.add(clip + ": each party clips itself, and nobody clips again what arrives, since"
                                + " nobody sees it; the range of " + sum + " alone bounds a party that does not"));
        return notes;
    }

    /** Tells whether a filter looks itself at single updates as they arrive. */
    private static boolean looks(Filter filter) {
        try {
            return filter.getClass()
                            .getMethod("arrived", Update.class, CoordinatorSide.class)
                            .getDeclaringClass()
                    != Filter.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every filter has it", e);
        }
    }
}
