package dev.parley.plan;

import dev.parley.example.Shape;
import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.model.Model;

/** What a plan is checked for, before any data is touched or any work is done. */
public final class PlanCheck {
    private PlanCheck() {}

    /** One choice on its own. */
    static void choice(Kind kind, Choice choice, Object value) {
        if (!choice.suits(kind)) {
            throw new PlanException(
                    kind + "() has no " + choice.word() + "(..); leave it out, or take another sentence");
        }
        if (!choice.type().isInstance(value)) {
            throw new PlanException(choice.word() + "(..) does not take " + value);
        }
        if (value instanceof Integer n) {
            Check.atLeastOne(choice.word() + "(n)", n);
        }
    }

    /** A model and the data it is to learn. */
    public static void fits(Model model, Shape shape) {
        model.objection(shape).ifPresent(message -> {
            throw new PlanException(message);
        });
    }

    /** The number of parties a plan asks for and the number there is. */
    public static void parties(Plan plan, int found) {
        plan.parties().ifPresent(asked -> {
            if (asked != found) {
                throw new PlanException("the plan asks for parties(" + asked + "), but the data is split over " + found
                        + "; leave parties(..) out, or split the data over " + asked);
            }
        });
        if (plan.said().get(Choice.MIN_PARTIES) instanceof Integer least) {
            int cohort = plan.participation().size(found);
            if (least > cohort) {
                throw new PlanException(
                        "minParties(" + least + ") needs " + least + " answers a round, but only " + cohort
                                + " of " + found + " parties take part (" + plan.participation()
                                + "); raise the participation or lower minParties");
            }
        }
        if (plan.participation() instanceof dev.parley.cohort.UniformCount asked && asked.count() > found) {
            throw new PlanException("cohort(" + asked.count() + ") asks for more parties than the " + found
                    + " there are; use cohort(" + found + ") or fewer");
        }
    }
}
