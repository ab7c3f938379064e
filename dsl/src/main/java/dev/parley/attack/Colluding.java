package dev.parley.attack;

import dev.parley.fault.PlanException;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Filter;
import dev.parley.filter.Omniscient;
import dev.parley.filter.Setting;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import java.util.ArrayList;
import java.util.List;

/**
 * Some parties that attack together, knowing the honest updates. Vectors beside the change of the parameters are crafted
 * in the same way, each by itself.
 *
 * @param rule what they agree on
 * @param parties by name; none where a share is drawn
 * @param share of all parties; 0 where they are named
 */
public record Colluding(KnowingAttack rule, List<String> parties, double share) implements Attacking, Omniscient {
    public Colluding {
        parties = Share.checked(parties, share, "attack(" + rule + ", ..)");
    }

    @Override
    public Filter settled(Setting setting) {
        return new Colluding(rule, Share.named(parties, share, setting, "attack(" + this + ")"), 0);
    }

    @Override
    public List<Update> all(List<Update> round, CoordinatorSide here) {
        List<Update> honest = round.stream().filter(update -> !attacks(update)).toList();
        if (honest.size() == round.size()) {
            return round;
        }
        if (honest.isEmpty()) {
            throw new PlanException("attack(" + rule + ", ..) knows the honest updates, but in round "
                    + here.turn().round() + " all " + round.size()
                    + " parties attack; let more parties take part, or fewer attack");
        }
        List<Update> sent = new ArrayList<>();
        for (Update update : round) {
            sent.add(attacks(update) ? crafted(update, honest, round.size()) : update);
        }
        return sent;
    }

    private boolean attacks(Update update) {
        return parties.contains(update.from().name());
    }

    private Update crafted(Update own, List<Update> honest, int n) {
        Payload payload = own.payload();
        for (String name : List.copyOf(own.payload().vectors().keySet())) {
            List<ParamVector> known = honest.stream()
                    .filter(update -> update.payload().hasVector(name))
                    .map(update -> update.vector(name))
                    .toList();
            if (!known.isEmpty()) {
                ParamVector instead = rule.crafted(known, n);
                payload.vector(name).close();
                payload = payload.and(name, instead);
            }
        }
        return own.carrying(payload);
    }

    @Override
    public String toString() {
        return Share.shown(rule, parties, share);
    }
}
