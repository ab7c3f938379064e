package dev.parley.engine;

import dev.parley.example.Party;
import dev.parley.message.Member;
import java.util.List;

/**
 * Who takes part: simulated parties with their rows.
 *
 * @param parties in order
 */
public record Roster(List<Party> parties) {
    public Roster {
        parties = List.copyOf(parties);
    }

    /** The parties as the coordinator knows them. */
    public List<Member> members() {
        return parties.stream()
                .map(party -> new Member(party.index(), party.name(), party.size()))
                .toList();
    }

    /** The rows of the largest party. */
    public int largest() {
        return parties.stream().mapToInt(Party::size).max().orElse(1);
    }
}
