package dev.parley.attack;

import dev.parley.example.Party;
import dev.parley.filter.Answer;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.filter.Setting;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import java.util.List;

/**
 * Some parties that attack, each by itself.
 *
 * @param rule what they do
 * @param parties by name; none where a share is drawn
 * @param share of all parties; 0 where they are named
 */
public record Attacked(Attack rule, List<String> parties, double share) implements Attacking {
    public Attacked {
        parties = Share.checked(parties, share, "attack(" + rule + ", ..)");
    }

    @Override
    public Filter settled(Setting setting) {
        List<String> named = Share.named(parties, share, setting, "attack(" + this + ")");
        return new Attacked(rule.settled(setting.shape()), named, 0);
    }

    @Override
    public Party rows(Party own, PartySide here) {
        return attacks(here) ? rule.rows(own, here) : own;
    }

    @Override
    public Update atParty(Broadcast from, PartySide here, Answer inner) {
        return attacks(here) ? rule.send(from, here, inner) : inner.to(from, here);
    }

    private boolean attacks(PartySide here) {
        return parties.contains(here.member().name());
    }

    @Override
    public String toString() {
        return Share.shown(rule, parties, share);
    }
}
