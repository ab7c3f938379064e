package dev.parley.secure;

import dev.parley.fault.SecureSumException;
import dev.parley.filter.Combine;
import dev.parley.filter.PartySide;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * An update as numbers of the ring, before it is masked.
 *
 * @param form what is in it
 * @param numbers those of its vectors, one behind the other; then a one, its weight, how many were out of range, and its
 *     numbers as multiples of 2^-20
 */
record Encoded(Form form, RingVector numbers) {
    private static final int CHUNK = 4096;

    /** Numbers beside vectors are multiples of 2^-20. */
    static final double UNIT = 1 << 20;

    private static final double MOST = 0x1p62;

    static Encoded of(Secure sum, Update update, PartySide here, SumId id, int parties) {
        String name = here.member().name();
        if (!update.payload().bytes().isEmpty()) {
            throw new SecureSumException(
                    name + " has bytes to send, which do not add up; " + sum + " takes vectors and numbers alone");
        }
        double weight = sum.rule().weight(update);
        if (weight > sum.largestWeight()) {
            throw new SecureSumException(name + " has more rows than " + sum.largestWeight() + ", the most that " + sum
                    + " counts; say .largestWeight(rows) with as many as the largest party has");
        }
        Form form = Form.of(update.payload());
        RingVector numbers = MaskedVector.zeros(form, sum.ring(parties));
        long[] tail = numbers.tail();
        tail[MaskedVector.ONE] = 1;
        tail[MaskedVector.WEIGHT] = (long) weight;
        int at = 0;
        for (Map.Entry<String, ParamVector> each : update.payload().vectors().entrySet()) {
            long times = isPlain(here.combine(each.getKey()), each.getKey()) ? 1 : (long) weight;
            UniformRandomProvider random = here.draws()
                    .named("rounding", id.round(), id.number())
                    .at(each.getKey())
                    .random();
            tail[MaskedVector.CLIPPED] += put(numbers, at, each.getValue(), times, sum.fixedPoint(), random, name);
            at += each.getValue().length();
        }
        int next = MaskedVector.TAIL;
        for (Map.Entry<String, Double> each : update.payload().numbers().entrySet()) {
            double times = here.combine(each.getKey()) != Combine.AS_DELTA ? 1 : weight;
            double scaled = times * each.getValue() * UNIT;
            if (!(Math.abs(scaled) < MOST / parties)) {
                throw new SecureSumException(
                        name + " has a number '" + each.getKey() + "' that is too large to be summed by " + sum);
            }
            tail[next++] = Math.round(scaled);
        }
        return new Encoded(form, numbers);
    }

    /** Tells whether a vector counts once, at any weight. */
    static boolean isPlain(Combine combine, String vector) {
        return combine == Combine.EQUALLY || (combine == Combine.PLAIN_MEAN && !vector.equals(Update.DELTA));
    }

    private static long put(
            RingVector numbers,
            int to,
            ParamVector vector,
            long times,
            FixedPoint point,
            UniformRandomProvider random,
            String name) {
        float[] chunk = new float[CHUNK];
        long outside = 0;
        for (int from = 0; from < vector.length(); from += CHUNK) {
            int n = Math.min(CHUNK, vector.length() - from);
            vector.read(from, chunk, 0, n);
            for (int i = 0; i < n; i++) {
                if (!Float.isFinite(chunk[i])) {
                    throw new SecureSumException(name + " has an update with NaN or infinite numbers, which no sum"
                            + " can take; lower the learning rate or look at its rows");
                }
                outside += Math.abs(chunk[i]) > point.range() ? 1 : 0;
                numbers.put(to + from + i, times * point.whole(chunk[i], random.nextDouble()));
            }
        }
        return outside;
    }
}
