package dev.parley.personal;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.filter.Answer;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import java.util.List;
import java.util.Optional;

/**
 * APFL: the party's own model is a mixture a v + (1 - a) w of one that it trains and of the common one; how much of each is
 * learned too (Deng, Kamani and Mahdavi, 2020, algorithm 1).
 *
 * <p>On each batch, with m = a v + (1 - a) w: w -= rate gradient(w) and v -= rate a gradient(m); on the first batch of a round
 * a -= rate (v - w) . gradient(m), held between 0 and 1, as the authors' own program has it: later in the round w has run ahead
 * of v, and a would go to 0. {@code fixed()} leaves a as it is. Shared is w, which is trained as by {@code localSgd}. Between
 * rounds w is the common model. A party sends its a, a column of {@code run.partyTable()}.
 * Costs twice the steps, and 4 bytes a parameter of memory at each party.
 *
 * @param a share of the party's own at first, 0 to 1
 * @param adaptive whether it is learned
 */
public record Apfl(double a, boolean adaptive) implements Personalization {
    private static final String SHARE = "a";

    public Apfl {
        Check.notNegative("apfl(a)", a);
        if (a > 1) {
            throw new PlanException("apfl(a) needs a share of 0 to 1, but " + Check.text(a) + " was given");
        }
    }

    /** With a share that is learned. */
    public Apfl(double a) {
        this(a, true);
    }

    /** Leaves the share as it is, in place of learning it. */
    public Apfl fixed() {
        return new Apfl(a, false);
    }

    @Override
    public Update learn(Broadcast from, PartySide here, Answer inner) {
        ParamVector v = OwnModel.of(from, here);
        double[] share = {here.memory().number(SHARE, a)};
        try (OwnSteps walk = new OwnSteps(from, here);
                ParamVector mixed = here.pool().copy(v)) {
            Update update = walk.walk((rows, at, count) -> {
                boolean first = walk.steps() == 0;
                mix(share[0], v, walk.w(), mixed);
                ParamVector gradient = walk.gradient(rows, at, count, mixed);
                double slope = v.dot(gradient) - walk.w().dot(gradient);
                v.add(-walk.rate() * share[0], gradient);
                walk.settle(v);
                walk.descend(rows, at, count);
                if (adaptive && first) {
                    share[0] = Math.min(1, Math.max(0, share[0] - walk.rate() * slope));
                }
            });
            here.memory().put(SHARE, share[0]);
            return update.and(SHARE, share[0]);
        }
    }

    private static void mix(double share, ParamVector v, ParamVector w, ParamVector into) {
        into.set(v).scale(share).add(1 - share, w);
    }

    @Override
    public ParamVector own(Broadcast from, PartySide here) {
        ParamVector own = OwnModel.copy(from, here);
        double share = here.memory().number(SHARE, a);
        return own.scale(share).add(1 - share, from.params());
    }

    @Override
    public Optional<String> objection(List<Filter> others) {
        return LocalWork.inPlaceOf(this, others, false);
    }

    @Override
    public String toString() {
        return "apfl(" + Check.text(a) + ")" + (adaptive ? "" : ".fixed()");
    }
}
