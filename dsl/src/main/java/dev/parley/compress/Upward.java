package dev.parley.compress;

import dev.parley.filter.Answer;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.filter.Place;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.nio.ByteBuffer;

/**
 * Compresses what parties send: a party turns each vector of the model's length into bytes, and the coordinator turns them
 * back as they arrive, before it looks at them or combines them.
 *
 * <p>With error feedback (Seide et al., Interspeech 2014) a party sends C(u) for u = v + e and keeps e = u - C(u), a vector e for
 * each that it sends: what was sent until now is the sum of all v, less e. e stays with the party through rounds without
 * it, and is as before where the round fails. Beside {@code clip(c)}, which bounds again what arrives, a part of u that is
 * longer than c is cut off.
 *
 * <p>A party is not told that what it sent was refused on arrival: that part is lost, and not remembered.
 *
 * <p>An update that is not finite is sent as it is, and refused where all such are.
 *
 * @param how the compressor
 */
public record Upward(Compressor how) implements Filter {
    private static final String SEED = "compress seed";
    private static final String DRAW = "compress";

    @Override
    public Place place() {
        return Place.COMPRESS;
    }

    @Override
    public String word() {
        return "compress";
    }

    @Override
    public Update atParty(Broadcast from, PartySide here, Answer inner) {
        Update update = inner.to(from, here);
        Payload payload = update.payload();
        Packed form = new Packed(how, here.layout(), false);
        for (String name : Marks.ofLength(form.layout().length(), payload)) {
            ParamVector vector = payload.vector(name);
            if (!vector.isFinite()) {
                continue;
            }
            Seed seed = how.shared()
                    ? sent(from).at(name)
                    : here.draws().named(DRAW, from.round()).at(name);
            payload = Marks.packed(
                    payload,
                    name,
                    how.feedback() ? remembering(form, name, vector, seed, here) : form.write(vector, seed));
            vector.close();
        }
        return update.carrying(payload);
    }

    private static byte[] remembering(Packed form, String name, ParamVector vector, Seed seed, PartySide here) {
        ParamVector error = here.memory().vector("error of " + name, form.layout());
        error.add(1, vector);
        byte[] bytes = form.write(error, seed);
        try (ParamVector sent = here.pool().zeros(form.layout())) {
            form.read(bytes, seed, sent);
            error.add(-1, sent);
        }
        return bytes;
    }

    @Override
    public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
        return inner.with(how.shared() ? sending(to, here) : to);
    }

    /** A broadcast with the round's seed. */
    static Broadcast sending(Broadcast to, CoordinatorSide here) {
        byte[] seed =
                ByteBuffer.allocate(Long.BYTES).putLong(round(here).value()).array();
        return to.carrying(to.payload().and(SEED, seed));
    }

    /** The round's seed of a broadcast. */
    static Seed sent(Broadcast from) {
        return new Seed(ByteBuffer.wrap(from.payload().bytes(SEED)).getLong());
    }

    static Seed round(CoordinatorSide here) {
        return here.draws().named(DRAW, here.turn().round());
    }

    @Override
    public Update arrived(Update one, CoordinatorSide here) {
        Payload payload = one.payload();
        Packed form = new Packed(how, here.params().layout(), false);
        for (String name : Marks.vectors(payload)) {
            ParamVector vector = here.params().copy();
            form.read(payload.bytes(Marks.of(name)), round(here).at(name), vector);
            payload = Marks.open(payload, name, vector);
        }
        return one.carrying(payload);
    }

    /** An update that attackers made here of what they know arrives as it would have come from their party. */
    @Override
    public Update crafted(Update one, CoordinatorSide here) {
        Payload payload = one.payload();
        Packed form = new Packed(how, here.params().layout(), false);
        for (String name : Marks.ofLength(form.layout().length(), payload)) {
            ParamVector vector = payload.vector(name);
            if (vector.isFinite()) {
                Seed seed = how.shared()
                        ? round(here).at(name)
                        : here.draws()
                                .named(
                                        "crafted",
                                        here.turn().round(),
                                        one.from().index())
                                .at(name);
                form.read(form.write(vector, seed), round(here).at(name), vector);
            }
        }
        return one;
    }

    @Override
    public String toString() {
        return how.toString();
    }
}
