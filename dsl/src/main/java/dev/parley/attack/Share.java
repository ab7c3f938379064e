package dev.parley.attack;

import dev.parley.fault.Check;
import dev.parley.fault.Nearest;
import dev.parley.fault.PlanException;
import dev.parley.filter.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A share of all parties, drawn by the plan's seed and the same in every round.
 *
 * @param of above 0 and below 1, rounded to whole parties
 */
public record Share(double of) {
    public Share {
        if (!(of > 0 && of < 1)) {
            throw new PlanException("share(" + Check.text(of)
                    + "): the share of attackers must lie between 0 and 1, both" + " excluded; 0.2 is usual");
        }
    }

    List<String> drawn(Setting setting, String asked) {
        int n = setting.parties().size();
        int count = (int) Math.round(of * n);
        if (count == 0 || count == n) {
            throw new PlanException(asked + ": " + this + " of " + n + " parties is "
                    + (count == 0 ? "nobody" : "all of them") + "; name the attackers, or have more parties");
        }
        int[] all = IntStream.range(0, n).toArray();
        setting.seed().at("attackers").shuffle(all);
        return Arrays.stream(all)
                .limit(count)
                .sorted()
                .mapToObj(setting.parties()::get)
                .toList();
    }

    /** Attackers by name: those that were named, or a share of all. */
    static List<String> named(List<String> parties, double share, Setting setting, String asked) {
        if (share > 0) {
            return new Share(share).drawn(setting, asked);
        }
        for (String name : parties) {
            if (!setting.parties().contains(name)) {
                throw new PlanException(
                        asked + ": there is no party \"" + name + "\"; " + Nearest.hint(name, setting.parties()));
            }
        }
        if (parties.size() == setting.parties().size()) {
            throw new PlanException(asked + ": all parties attack, so that none is left to defend; name fewer");
        }
        return parties;
    }

    /** Names without repetition. */
    static List<String> checked(List<String> parties, double share, String asked) {
        if (parties.isEmpty() == (share == 0)) {
            throw new PlanException(
                    asked + " needs to know who attacks: attack(rule, \"party-3\") or" + " attack(rule, share(0.2))");
        }
        if (share != 0) {
            Check.positive("share(s)", new Share(share).of());
        }
        return parties.stream().distinct().toList();
    }

    /** As the sentence says it. */
    static String shown(Object rule, List<String> parties, double share) {
        return rule + ", " + (parties.isEmpty() ? new Share(share) : '"' + String.join("\", \"", parties) + '"');
    }

    @Override
    public String toString() {
        return "share(" + Check.text(of) + ")";
    }
}
