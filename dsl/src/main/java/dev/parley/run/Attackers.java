package dev.parley.run;

import dev.parley.attack.Attacked;
import dev.parley.attack.Backdoor;
import dev.parley.attack.Trigger;
import dev.parley.data.Parties;
import dev.parley.example.Examples;
import dev.parley.fault.PlanException;
import dev.parley.filter.Filter;
import dev.parley.filter.Setting;
import dev.parley.message.Member;
import dev.parley.model.Learner;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.plan.Plan;
import dev.parley.score.Outputs;
import dev.parley.score.Scores;
import dev.parley.score.Threshold;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Attackers of a run, and the effect of a backdoor. */
public final class Attackers {
    private Attackers() {}

    /** Attack of each attacker, by name; several attacks of one are joined. */
    static Map<String, String> of(Run run) {
        List<String> names = run.setting().members().stream().map(Member::name).toList();
        return of(
                run.plan(), new Setting(names, run.plan().seed(), run.setting().shape()));
    }

    /** Attack of each attacker of a training, by name. */
    public static Map<String, String> of(Plan plan, Setting setting) {
        Map<String, String> attacks = new TreeMap<>();
        for (Filter filter : plan.filters()) {
            String rule = rule(filter);
            filter.settled(setting)
                    .attackers()
                    .forEach(name -> attacks.merge(name, rule, (one, other) -> one + ", " + other));
        }
        return attacks;
    }

    private static String rule(Filter filter) {
        String text = String.valueOf(filter);
        int names = text.lastIndexOf(", \"") < 0 ? text.lastIndexOf(", share(") : text.indexOf(", \"");
        return names < 0 ? text : text.substring(0, names);
    }

    /** For people. */
    static Optional<String> words(Run run) {
        Map<String, String> all = of(run);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String what = all.values().stream().distinct().collect(Collectors.joining("; "));
        List<String> names = List.copyOf(all.keySet());
        String who = names.size() <= 8 ? String.join(", ", names) : names.size() + " parties, in run.partyTable()";
        return Optional.of("under attack by " + what + ": " + who);
    }

    /**
     * The share of test rows of other classes that are taken for the backdoor's class once they are marked.
     *
     * @throws PlanException where no party attacks by a backdoor
     */
    static double backdoor(Run run) {
        Trigger trigger = run.plan().filters().stream()
                .filter(filter -> filter instanceof Attacked attacked && attacked.rule() instanceof Backdoor)
                .map(filter -> ((Backdoor) ((Attacked) filter).rule()).trigger())
                .findFirst()
                .orElseThrow(
                        () -> new PlanException("backdoor() tells how often a backdoor works, but nobody attacked '"
                                + run.name() + "' by one; say attack(backdoor(trigger(..)), ..)"));
        Parties parties = run.parties();
        Examples marked = trigger.on(parties.test(), parties.shape());
        int target = parties.shape().classes().indexOf(trigger.target());
        Model model = run.parts().model();
        try (ParamVector params = run.outcome().params().get(0).copy();
                Learner learner = model.open(parties.shape(), 64)) {
            Scores scores = Outputs.of(learner, params, parties.shape(), marked, Threshold.NONE);
            int others = 0;
            int taken = 0;
            for (int row = 0; row < scores.size(); row++) {
                if (scores.truth(row) != target) {
                    others++;
                    taken += scores.winner(row) == target ? 1 : 0;
                }
            }
            return (double) taken / others;
        }
    }
}
