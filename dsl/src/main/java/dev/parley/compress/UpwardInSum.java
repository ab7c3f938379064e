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
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.num.Seed;
import java.util.stream.IntStream;

/**
 * Sends a share of each vector of the model's length, at the same places of all parties, as a shorter vector: what parties send adds
 * up as it is, and the sum is spread over the model again.
 *
 * <p>Commutes with a mean: the mean of vectors at places p, times d / k, is the mean of the compressed. The factor is applied to the
 * mean, so that numbers stay within the range of a sum; a rounding of the sum becomes d / k times as large. Running statistics are
 * sent whole.
 *
 * @param how with shared places
 */
public record UpwardInSum(RandomK how) implements Filter {
    @Override
    public Place place() {
        return Place.COMPRESS;
    }

    @Override
    public String word() {
        return "compress";
    }

    /** Draws the same places as in the open. */
    @Override
    public String namespace() {
        return "upward";
    }

    @Override
    public Update atParty(Broadcast from, PartySide here, Answer inner) {
        Update update = inner.to(from, here);
        Payload payload = update.payload();
        Seed round = Upward.sent(from);
        for (String name : Marks.ofLength(here.layout().length(), payload)) {
            int[] places = places(here.layout(), round.at(name));
            ParamVector vector = payload.vector(name);
            float[] whole = vector.toArray();
            float[] some = new float[places.length];
            for (int i = 0; i < some.length; i++) {
                some[i] = whole[places[i]];
            }
            ParamVector less = here.pool().zeros(Layout.empty().then("places", some.length));
            less.write(0, some, 0, some.length);
            payload = payload.and(name, less);
            vector.close();
        }
        return update.carrying(payload);
    }

    @Override
    public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
        Aggregate all = inner.with(Upward.sending(to, here));
        if (all.from().isEmpty()) {
            return all;
        }
        Payload payload = all.payload();
        Layout layout = here.params().layout();
        for (String name : payload.vectors().keySet()) {
            ParamVector sum = payload.vector(name);
            int[] places = places(layout, Upward.round(here).at(name));
            if (sum.length() == places.length) {
                payload = payload.and(name, spread(sum.toArray(), places, layout));
                sum.close();
            }
        }
        return new Aggregate(payload, all.from(), all.weight());
    }

    private ParamVector spread(float[] sum, int[] places, Layout layout) {
        int learned = Ends.last(Ends.of(layout));
        int k = how.places(new Seed(0), learned).length;
        double scale = (double) learned / Math.max(1, k);
        float[] whole = new float[layout.length()];
        for (int i = 0; i < places.length; i++) {
            whole[places[i]] = i < k ? (float) (sum[i] * scale) : sum[i];
        }
        return ParamVector.of(layout, whole);
    }

    /** Places of the learned numbers that a seed draws, and of all running statistics behind them. */
    private int[] places(Layout layout, Seed seed) {
        int[] learned = of(layout, Role.LEARNED);
        return IntStream.concat(
                        IntStream.of(how.places(seed, learned.length)).map(at -> learned[at]),
                        IntStream.of(of(layout, Role.STATISTIC)))
                .toArray();
    }

    private static int[] of(Layout layout, Role role) {
        return layout.spans(role).stream()
                .flatMapToInt(span -> IntStream.range(span.from(), span.from() + span.length()))
                .toArray();
    }

    @Override
    public String toString() {
        return how.toString();
    }
}
