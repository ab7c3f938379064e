package dev.parley.party;

import dev.parley.example.Party;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.Combine;
import dev.parley.filter.Draws;
import dev.parley.filter.Memory;
import dev.parley.filter.PartySide;
import dev.parley.message.Member;
import dev.parley.model.Learner;
import dev.parley.num.Layout;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import java.util.function.Function;

/**
 * One filter's view of its party, for one message.
 *
 * @param desk what the party works with
 * @param client the plan's
 * @param layout the model's arrays
 * @param combined how a vector or number of a name is combined
 * @param seed this party's alone
 * @param filter the namespace of its memory
 */
record PartyContext(
        PartyAtWork.Desk desk,
        ClientAlgorithm client,
        Layout layout,
        Function<String, Combine> combined,
        Seed seed,
        String filter)
        implements PartySide {
    @Override
    public Party party() {
        return desk.party();
    }

    @Override
    public Member member() {
        return desk.member();
    }

    @Override
    public Learner learner() {
        return desk.learner();
    }

    @Override
    public VectorPool pool() {
        return desk.pool();
    }

    @Override
    public Memory memory() {
        return desk.state().memory().of(filter);
    }

    @Override
    public Memory secrets() {
        return desk.state().secrets().of(filter);
    }

    @Override
    public Memory vault() {
        return desk.state().vault().of(filter);
    }

    @Override
    public Combine combine(String name) {
        return combined.apply(name);
    }

    @Override
    public Draws draws() {
        return new NamedDraws(seed.at(filter));
    }

    @Override
    public int[] order(Seed by) {
        return desk.state().order(by, desk.party().size());
    }
}
