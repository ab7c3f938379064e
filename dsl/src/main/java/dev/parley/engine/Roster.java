package dev.parley.engine;

import dev.parley.data.Elsewhere;
import dev.parley.example.Party;
import dev.parley.fault.PlanException;
import dev.parley.message.Member;
import java.util.List;
import java.util.Optional;

/** The parties of a training: with their rows, or known by name and number of rows where these lie elsewhere. */
public final class Roster {
    private final List<Party> parties;
    private final Optional<Elsewhere> elsewhere;

    /** Parties whose rows are in this process. */
    public Roster(List<Party> parties) {
        this(parties, Optional.empty());
    }

    /**
     * Parties.
     *
     * @param elsewhere where their rows lie, if not here
     */
    public Roster(List<Party> parties, Optional<Elsewhere> elsewhere) {
        this.parties = List.copyOf(parties);
        this.elsewhere = elsewhere;
    }

    /**
     * The parties with their rows, in order.
     *
     * @throws PlanException where these lie elsewhere, and so on another engine
     */
    public List<Party> parties() {
        elsewhere.ifPresent(there -> {
            throw new PlanException("the rows of " + there.rows().asked() + " lie elsewhere and stay there; train "
                    + there.rows().engine());
        });
        return parties;
    }

    /** The parties as they are known here, also where their rows lie elsewhere. */
    public List<Party> known() {
        return parties;
    }

    /** Place where the rows lie, if not here. */
    public Optional<Elsewhere> elsewhere() {
        return elsewhere;
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
