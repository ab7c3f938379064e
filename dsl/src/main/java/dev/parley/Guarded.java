package dev.parley;

import dev.parley.account.Epsilon;
import dev.parley.attack.Attack;
import dev.parley.attack.Attacked;
import dev.parley.attack.Colluding;
import dev.parley.attack.KnowingAttack;
import dev.parley.attack.Share;
import dev.parley.filter.Filter;
import dev.parley.plan.Choice;
import dev.parley.plan.Plan;
import dev.parley.plan.StopRule;
import dev.parley.privacy.Guarantee;
import dev.parley.train.Surroundings;
import java.util.ArrayList;
import java.util.List;

/** The words of a federation against those it should not trust: privacy and attacks. */
public abstract sealed class Guarded extends Trainer<Federation> permits Federation {
    Guarded(Plan plan, Surroundings place) {
        super(plan, place);
    }

    /**
     * Protects each party: its updates are bounded, noise is added, and {@code run.privacy()} accounts for it; default none.
     *
     * <p>Cohort and noise are drawn from the platform's secure source, so that such a training does not repeat. What would leave a
     * party beside the account is refused in {@code train}, with the way out. Said again, it takes the place of the last. It needs
     * {@code aggregate(mean())}.
     *
     * <p>Example: {@code federation().participation(poisson(0.1)).aggregate(mean()).privacy(centralDp(clip(1.0), noise(1.8)))}
     *
     * @param how {@code centralDp(clip(c), noise(z))} or {@code localDp(clip(c), epsilon(e), delta(d))}
     */
    public Federation privacy(Guarantee how) {
        List<Object> others = new ArrayList<>(plan().filters().stream()
                .filter(each -> !(each instanceof Guarantee))
                .toList());
        others.add(how);
        return choose(Choice.FILTER, List.copyOf(others));
    }

    /**
     * Ends the training before a round would spend more than an epsilon against readers of the model; default never.
     *
     * <p>By Renyi divergences, at the delta of {@code run.privacy()}. Example: {@code plan.stopWhen(epsilon(3))}
     *
     * @param most that may be spent
     */
    public Federation stopWhen(Epsilon most) {
        return choose(Choice.STOP_WHEN, new StopRule.Spent(most));
    }

    /**
     * Lets some parties attack, in a simulation; default nobody.
     *
     * <p>An attacker does not clip itself; the coordinator clips what arrives where the plan has {@code clip(..)}. Said more
     * than once, attacks of the same party follow on each other. Attackers are marked in the live view and in
     * {@code run.partyTable()}.
     *
     * <p>Example: {@code federation().attack(signFlip(5), "party-3", "party-6")}
     *
     * @param rule a word of {@link Attacks}, or a record of your own that implements {@code Attack}
     * @param party the name of an attacker
     * @param more names
     * @throws dev.parley.fault.PlanException in {@code train} for a name that no party has, and where all attack
     */
    public Federation attack(Attack rule, String party, String... more) {
        return filtered(new Attacked(rule, names(party, more), 0));
    }

    /**
     * Lets a share of the parties attack, drawn by the seed and the same in every round.
     *
     * <p>Example: {@code federation().attack(labelFlip(), share(0.2))}
     *
     * @param rule a word of {@link Attacks}
     * @param parties for instance {@code share(0.2)}
     * @throws dev.parley.fault.PlanException in {@code train} where it comes to nobody, or to all
     */
    public Federation attack(Attack rule, Share parties) {
        return filtered(new Attacked(rule, List.of(), parties.of()));
    }

    /**
     * Lets some parties attack together, who know the honest updates of the round.
     *
     * <p>All updates of a round are in memory then. Example: {@code federation().attack(littleIsEnough(), "party-3")}
     *
     * @param rule {@code littleIsEnough()}, {@code innerProduct(e)}, {@code mimic()} or {@code minMax()}
     * @param party the name of an attacker
     * @param more names
     * @throws dev.parley.fault.PlanException in {@code train} for a name that no party has, and where all attack
     */
    public Federation attack(KnowingAttack rule, String party, String... more) {
        return filtered(new Colluding(rule, names(party, more), 0));
    }

    /**
     * Lets a share of the parties attack together, who know the honest updates of the round.
     *
     * <p>Example: {@code federation().attack(innerProduct(0.5), share(0.2))}
     *
     * @param rule {@code littleIsEnough()}, {@code innerProduct(e)}, {@code mimic()} or {@code minMax()}
     * @param parties for instance {@code share(0.2)}
     * @throws dev.parley.fault.PlanException in {@code train} where it comes to nobody, or to all
     */
    public Federation attack(KnowingAttack rule, Share parties) {
        return filtered(new Colluding(rule, List.of(), parties.of()));
    }

    private static List<String> names(String party, String... more) {
        List<String> names = new ArrayList<>(List.of(party));
        names.addAll(List.of(more));
        return names;
    }

    private Federation filtered(Filter filter) {
        return choose(plan().filtered(List.of(filter)));
    }
}
