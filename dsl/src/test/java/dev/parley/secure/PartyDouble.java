package dev.parley.secure;

import dev.parley.example.Party;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.Combine;
import dev.parley.filter.Draws;
import dev.parley.filter.Memories;
import dev.parley.filter.Memory;
import dev.parley.filter.PartySide;
import dev.parley.message.Member;
import dev.parley.model.Learner;
import dev.parley.num.Layout;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import dev.parley.party.NamedDraws;
import java.util.List;

/**
 * A party's side for tests that walk through a sum themselves.
 *
 * @param member who
 * @param memories its secrets
 * @param plain names that are combined by the plain mean
 */
record PartyDouble(Member member, Memories memories, List<String> plain) implements PartySide {
    static PartyDouble of(int index, String... plain) {
        Member member = new Member(index, "party-" + (index + 1), 0);
        return new PartyDouble(member, new Memories(new VectorPool()), List.of(plain));
    }

    @Override
    public Memory secrets() {
        return memories.of("masked");
    }

    @Override
    public Draws draws() {
        return new NamedDraws(new Seed(7).ofParty(member.index()));
    }

    @Override
    public Combine combine(String name) {
        return plain.contains(name) ? Combine.PLAIN_MEAN : Combine.AS_DELTA;
    }

    @Override
    public VectorPool pool() {
        return new VectorPool();
    }

    @Override
    public ClientAlgorithm client() {
        throw new AssertionError("nobody learns here");
    }

    @Override
    public Layout layout() {
        throw new AssertionError("there is no model here");
    }

    @Override
    public Party party() {
        throw new AssertionError("nobody looks at rows here");
    }

    @Override
    public Memory vault() {
        return memories.of("vault");
    }

    @Override
    public Learner learner() {
        throw new AssertionError("nobody learns here");
    }

    @Override
    public Memory memory() {
        return memories.of("memory");
    }

    @Override
    public int[] order(Seed by) {
        throw new AssertionError("nobody shuffles here");
    }
}
