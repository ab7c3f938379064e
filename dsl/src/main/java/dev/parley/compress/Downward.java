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
import java.util.ArrayList;
import java.util.List;

/**
 * Compresses what the coordinator sends for training: the parameters x and all other vectors of their length.
 *
 * <p>Parties train from what they read, C(x), and send their change from there; the coordinator adds the changes to x itself.
 * So its own parameters lose nothing, no error grows from round to round, and a party may miss rounds: nobody has to
 * remember what was sent before. Gradients are taken at C(x), which is why every number has to come, less exactly:
 * compressors that leave numbers out do not compile here. All parties of a round read the same.
 *
 * @param how the compressor
 */
public record Downward(Rounding how) implements Filter {
    private static final String DRAW = "compress down";

    @Override
    public Place place() {
        return Place.COMPRESS;
    }

    @Override
    public String word() {
        return "compressDown";
    }

    @Override
    public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
        Payload payload = to.payload();
        Packed form = new Packed(how, here.params().layout(), true);
        Seed seed = here.draws().named(DRAW, to.round());
        for (String name : Marks.ofLength(form.layout().length(), payload)) {
            ParamVector vector = payload.vector(name);
            if (vector.isFinite()) {
                payload = Marks.packed(payload, name, form.write(vector, seed.at(name)));
            }
        }
        return inner.with(to.carrying(payload));
    }

    @Override
    public Update atParty(Broadcast from, PartySide here, Answer inner) {
        Payload payload = from.payload();
        Packed form = new Packed(how, here.layout(), true);
        List<ParamVector> read = new ArrayList<>();
        try {
            for (String name : Marks.vectors(payload)) {
                ParamVector vector = here.pool().zeros(form.layout());
                read.add(vector);
                form.read(payload.bytes(Marks.of(name)), from.seed(), vector);
                payload = Marks.open(payload, name, vector);
            }
            return inner.to(from.carrying(payload), here);
        } finally {
            read.forEach(ParamVector::close);
        }
    }

    @Override
    public String toString() {
        return how.toString();
    }
}
