package dev.parley.party;

import dev.parley.client.LocalSgd;
import dev.parley.example.Party;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.Combine;
import dev.parley.filter.PartySide;
import dev.parley.message.Member;
import dev.parley.model.Learner;
import dev.parley.num.Layout;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;

/** A party's side for tests that call a client themselves. */
public final class Sides {
    private Sides() {}

    /** A party that remembers nothing. */
    public static PartySide of(Party party, Learner learner) {
        return of(party, learner, new PartyState(new VectorPool()));
    }

    /** A party that remembers; its filter is called {@code test}. */
    public static PartySide of(Party party, Learner learner, PartyState state) {
        return of(party, learner, state, Layout.empty());
    }

    /** The same, of a model of a layout. */
    public static PartySide of(Party party, Learner learner, PartyState state, Layout layout) {
        return of(new LocalSgd(0.1), layout, party, learner, state);
    }

    /** The same with a client and the arrays that it trains. */
    public static PartySide of(ClientAlgorithm client, Layout layout, Party party, Learner learner, PartyState state) {
        Member member = new Member(party.index(), party.name(), party.size());
        var desk = new PartyAtWork.Desk(party, member, learner, state, new VectorPool());
        return new PartyContext(desk, client, layout, name -> Combine.AS_DELTA, new Seed(42), "test");
    }
}
