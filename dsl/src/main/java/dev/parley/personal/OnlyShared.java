package dev.parley.personal;

import dev.parley.filter.Answer;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.Filter;
import dev.parley.filter.Memory;
import dev.parley.filter.PartySide;
import dev.parley.filter.Place;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.num.VectorPool;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends only the arrays that parties share, both ways: the others stand on neither side's wire, but for the first values,
 * which a party is sent once.
 *
 * <p>Between this filter and the client all vectors are whole; those that are kept are 0 in an update. Bounds and attacks
 * act on what is sent all the same, since zeros change no norm, and what they put there is not sent.
 *
 * @param kept names of the arrays that are not sent
 */
public record OnlyShared(List<String> kept) implements Filter {
    private static final String SHARED = "shared";
    private static final String KEPT = "kept";
    private static final String NORM = "delta norm";

    public OnlyShared {
        kept = List.copyOf(kept);
    }

    @Override
    public Place place() {
        return Place.COMPRESS;
    }

    @Override
    public Set<String> around() {
        return Set.of(Turn.TRAIN, Turn.SCORE, Turn.MODEL);
    }

    @Override
    public Update atParty(Broadcast from, PartySide here, Answer inner) {
        Payload sent = from.payload();
        try (ParamVector whole = here.pool().zeros(here.layout())) {
            Part.without(here.layout(), kept).paste(sent.vector(SHARED), whole);
            if (sent.hasVector(KEPT)) {
                Part.of(here.layout(), kept).paste(sent.vector(KEPT), whole);
            }
            Payload rest = sent.without(SHARED).without(KEPT);
            Update update = inner.to(from.carrying(rest.and(Update.PARAMS, whole)), here);
            return from.turn().step().equals(Turn.TRAIN) ? cut(update, here) : update;
        }
    }

    private Update cut(Update update, PartySide here) {
        try (ParamVector delta = update.delta()) {
            ParamVector part = Part.without(here.layout(), kept).cut(delta, here.pool());
            Payload rest = update.payload().without(Update.DELTA);
            return update.carrying(rest.and(SHARED, part).and(NORM, delta.norm(Role.LEARNED)));
        }
    }

    @Override
    public Update arrived(Update one, CoordinatorSide here) {
        if (!one.payload().hasVector(SHARED)) {
            return one;
        }
        Part shared = Part.without(here.params().layout(), kept);
        try (ParamVector part = one.vector(SHARED)) {
            if (part.length() != shared.length()) {
                throw new IllegalArgumentException(
                        "it has " + part.length() + " shared numbers, but the model has " + shared.length());
            }
            ParamVector whole = here.params().copy().fill(0);
            shared.paste(part, whole);
            Payload rest = one.payload().without(SHARED).without(NORM);
            return one.carrying(rest.and(Update.DELTA, whole));
        }
    }

    @Override
    public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
        Memory memory = here.memory();
        ParamVector params = to.params();
        try (VectorPool pool = new VectorPool();
                ParamVector shared = Part.without(params.layout(), kept).cut(params, pool);
                ParamVector first = Part.of(params.layout(), kept).cut(params, pool)) {
            Payload common = to.payload().without(Update.PARAMS).and(SHARED, shared);
            Payload own = Payload.of(KEPT, first);
            Aggregate all =
                    inner.with(to.carrying(common), party -> memory.number(met(party), 0) == 0 ? own : Payload.EMPTY);
            if (to.turn().step().equals(Turn.TRAIN)) {
                all.from().stream().map(Member::index).forEach(party -> memory.put(met(party), 1));
            }
            return all;
        }
    }

    /** The name under which it is remembered that a party has its first values. */
    private static String met(int party) {
        return "met " + party;
    }

    @Override
    public Optional<String> objection(List<Filter> others) {
        return others.stream()
                .filter(other -> other.place() == Place.COMPRESS)
                .findFirst()
                .map(other -> "personalize(..) sends a part of each vector here, and " + other.word() + "(" + other
                        + ") takes whole ones; leave one of them out");
    }

    @Override
    public String toString() {
        return "onlyShared()";
    }
}
