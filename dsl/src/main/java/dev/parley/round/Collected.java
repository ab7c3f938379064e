package dev.parley.round;

import dev.parley.filter.Fold;
import dev.parley.message.Aggregate;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import java.util.ArrayList;
import java.util.List;

/** Answers as they are, a party each: for scores and models that are handed over. */
final class Collected implements Fold {
    private final List<Update> all = new ArrayList<>();

    @Override
    public void take(Update one) {
        all.add(one);
    }

    /** The answers, in party order; the caller's to close. */
    List<Update> all() {
        return all;
    }

    @Override
    public Aggregate end() {
        return new Aggregate(Payload.EMPTY, all.stream().map(Update::from).toList(), all.size());
    }

    /** Leaves the answers, which the caller has by now. */
    @Override
    public void close() {}
}
