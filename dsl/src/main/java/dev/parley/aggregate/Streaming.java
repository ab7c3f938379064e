package dev.parley.aggregate;

import dev.parley.filter.Combine;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Fold;
import dev.parley.message.Aggregate;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.WeightedSum;
import dev.parley.num.ParamVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Weighted means of named vectors and numbers, one update at a time.
 *
 * <p>A vector or number that an update does not carry does not count in that one's mean.
 */
final class Streaming implements Fold {
    private final LinearAggregation rule;
    private final CoordinatorSide here;
    private final Map<String, WeightedSum> sums = new TreeMap<>();
    private final Means numbers = new Means();
    private final List<Member> from = new ArrayList<>();
    private double weight;

    Streaming(LinearAggregation rule, CoordinatorSide here) {
        this.rule = rule;
        this.here = here;
    }

    @Override
    public void take(Update one) {
        double w = rule.weight(one);
        weight += w;
        from.add(one.from());
        one.payload().vectors().forEach((name, vector) -> {
            Combine how = here.combine(name);
            boolean plain = name.equals(Update.DELTA) ? how == Combine.EQUALLY : how != Combine.AS_DELTA;
            sums.computeIfAbsent(name, first -> new WeightedSum()).take(plain ? 1 : w, vector);
        });
        one.payload()
                .numbers()
                .forEach((name, number) -> numbers.add(name, here.combine(name) == Combine.AS_DELTA ? w : 1, number));
    }

    @Override
    public Aggregate end() {
        Payload payload = numbers.on(Payload.EMPTY);
        for (Map.Entry<String, WeightedSum> sum : sums.entrySet()) {
            payload = payload.and(sum.getKey(), sum.getValue().mean());
        }
        sums.clear();
        if (from.isEmpty()) {
            payload = payload.and(Update.DELTA, ParamVector.zeros(here.params().layout()));
        }
        return new Aggregate(payload, from, weight);
    }

    @Override
    public void close() {
        sums.values().forEach(WeightedSum::close);
        sums.clear();
    }
}
