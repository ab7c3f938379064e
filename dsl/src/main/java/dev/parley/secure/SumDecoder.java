package dev.parley.secure;

import dev.parley.fault.PlanException;
import dev.parley.fault.SecureSumException;
import dev.parley.filter.Combine;
import dev.parley.filter.CoordinatorSide;
import dev.parley.message.Aggregate;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.util.List;
import java.util.Map;

/**
 * Makes means of an opened sum.
 *
 * @param sum the rule
 * @param here the coordinator
 */
record SumDecoder(Secure sum, CoordinatorSide here) {
    private static final int CHUNK = 4096;

    /**
     * The mean.
     *
     * @throws SecureSumException where the weights are none that parties have
     */
    Aggregate mean(OpenedSum sumOfAll) {
        RingVector opened = sumOfAll.numbers();
        Form form = sumOfAll.form();
        List<Member> from = sumOfAll.from();
        long[] tail = opened.tail();
        long weight = tail[MaskedVector.WEIGHT];
        if (weight < 0 || weight > (long) from.size() * sum.largestWeight()) {
            throw new SecureSumException("the sum of round " + here.turn().round()
                    + " did not come out of its masks, so that a message was changed on its way; the model is as before"
                    + " this round");
        }
        if (weight == 0) {
            throw new PlanException("the mean of no rows is not defined: all weights are 0");
        }
        here.note("in the sum", from.size());
        here.note("out of range", (double) tail[MaskedVector.CLIPPED]);
        Payload payload = Payload.EMPTY;
        int at = 0;
        for (Map.Entry<String, Integer> each : form.vectors().entrySet()) {
            double by = Encoded.isPlain(here.combine(each.getKey()), each.getKey()) ? from.size() : (double) weight;
            payload = payload.and(each.getKey(), vector(opened, at, each.getValue(), by));
            at += each.getValue();
        }
        if (payload.hasVector(Update.DELTA)) {
            ParamVector mean = payload.vector(Update.DELTA);
            float[] first = new float[Math.min(8, mean.length())];
            mean.read(0, first, 0, first.length);
            SumTraces.mean(here, first);
        }
        int next = MaskedVector.TAIL;
        for (String name : form.numbers()) {
            double by = here.combine(name) != Combine.AS_DELTA ? from.size() : (double) weight;
            payload = payload.and(name, (double) tail[next++] / Encoded.UNIT / by);
        }
        return new Aggregate(payload, from, (double) weight);
    }

    private ParamVector vector(RingVector opened, int from, int length, double weight) {
        Layout model = here.params().layout();
        ParamVector vector = ParamVector.zeros(
                length == model.length() ? model : Layout.empty().then("values", length));
        FixedPoint point = sum.fixedPoint();
        float[] chunk = new float[CHUNK];
        for (int at = 0; at < length; at += CHUNK) {
            int n = Math.min(CHUNK, length - at);
            for (int i = 0; i < n; i++) {
                chunk[i] = (float) point.mean((double) opened.at(from + at + i), weight);
            }
            vector.write(at, chunk, 0, n);
        }
        return vector;
    }
}
