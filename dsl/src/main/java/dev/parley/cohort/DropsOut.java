package dev.parley.cohort;

import dev.parley.fault.Check;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Memory;
import dev.parley.message.Member;
import dev.parley.message.Turn;

/**
 * Drawn parties that leave in the middle of a round: before each step of it, each with probability p by itself.
 *
 * <p>A party that has left stays away for the rest of the round, and may be drawn again in the next. A round of s steps
 * keeps a party with probability (1 - p)^s; a plain round has the one step of training. Whoever is left is averaged as
 * if the others had not been drawn: unbiased where leaving has nothing to do with the rows. Scores that parties measure
 * for tables, and round 0, are no steps that a party leaves before.
 *
 * @param p probability to leave before a step, 0 to below 1
 * @param around the choice that draws
 */
public record DropsOut(double p, Participation around) implements Around {
    public DropsOut {
        Check.within("dropsOut(p)", p, 0, 1);
    }

    @Override
    public DropsOut around(Participation other) {
        return new DropsOut(p, other);
    }

    @Override
    public double expected(int parties) {
        return (1 - p) * around.expected(parties);
    }

    @Override
    public boolean stays(Turn step, Member one, CoordinatorSide here) {
        Memory round = here.secrets();
        String asked = "steps of " + one.index();
        double before = round.number(asked, 0);
        round.put(asked, before + 1);
        double drawn = here.draws()
                .named("leaves", step.round(), one.index())
                .at("step", (long) before)
                .random()
                .nextDouble();
        return around.stays(step, one, here) && drawn >= p;
    }

    @Override
    public String toString() {
        return "dropsOut(" + Check.text(p) + words() + ")";
    }
}
