package dev.parley.privacy;

import dev.parley.filter.NotAsked;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import java.util.List;

/** Exchanges with nobody, and comes to what is given. */
record Comes(Aggregate aggregate) implements NotAsked {
    @Override
    public List<Member> cohort() {
        return aggregate.from();
    }

    @Override
    public Aggregate with(Broadcast to) {
        return aggregate;
    }
}
