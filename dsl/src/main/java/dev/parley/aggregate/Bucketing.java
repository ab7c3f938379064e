package dev.parley.aggregate;

import dev.parley.fault.Check;
import dev.parley.filter.Combine;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Filter;
import dev.parley.filter.Fold;
import dev.parley.filter.Setting;
import dev.parley.message.Aggregate;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.message.WeightedSum;
import dev.parley.num.ParamVector;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Bucketing: updates are shuffled anew in each round, averaged in buckets of s, and another rule is asked for the means
 * (Karimireddy, He and Jaggi, ICLR 2022, algorithm 1).
 *
 * <p>The last bucket may hold fewer. The paper calls it resampling where an update may be in several buckets; here it is in
 * one. Holds all updates of a round, and the means.
 *
 * @param s updates a bucket, at least 1
 * @param rule for the means of buckets
 */
public record Bucketing(int s, Aggregation rule) implements Aggregation {
    public Bucketing {
        Check.atLeastOne("bucketing(s, rule)", s);
    }

    /** In the order of the updates, for who has no coordinator. */
    @Override
    public ParamVector aggregate(Updates updates) {
        int[] order = IntStream.range(0, updates.size()).toArray();
        return rule.aggregate(new Updates(buckets(updates.list(), order)));
    }

    @Override
    public Fold begin(CoordinatorSide here, List<Member> cohort) {
        return new Buckets(here, rule.begin(here, cohort));
    }

    private List<Update> buckets(List<Update> updates, int[] order) {
        List<Update> means = new ArrayList<>();
        for (int from = 0; from < order.length; from += s) {
            List<Update> bucket = IntStream.range(from, Math.min(from + s, order.length))
                    .mapToObj(i -> updates.get(order[i]))
                    .toList();
            means.add(mean(bucket));
        }
        return means;
    }

    private static Update mean(List<Update> bucket) {
        Update first = bucket.get(0);
        Means numbers = new Means();
        TreeSet<String> names = new TreeSet<>();
        for (Update update : bucket) {
            update.payload().numbers().forEach((name, number) -> numbers.add(name, 1, number));
            names.addAll(update.payload().vectors().keySet());
        }
        Payload payload = numbers.on(Payload.EMPTY);
        for (String name : names) {
            WeightedSum sum = new WeightedSum();
            bucket.stream()
                    .filter(update -> update.payload().hasVector(name))
                    .forEach(update -> sum.add(1, update.vector(name)));
            payload = payload.and(name, sum.mean());
        }
        int examples = bucket.stream().mapToInt(Update::examples).sum();
        return new Update(first.from(), examples, payload, first.work());
    }

    @Override
    public Aggregation suited(Setting setting) {
        return new Bucketing(s, rule.suited(setting));
    }

    @Override
    public List<Filter> needs() {
        return rule.needs();
    }

    /** So many that the last bucket, too, has one. */
    @Override
    public int least() {
        return s * (rule.least() - 1) + 1;
    }

    @Override
    public long bytes(long parameters, int cohort) {
        return Float.BYTES * parameters * cohort + rule.bytes(parameters, (cohort + s - 1) / s);
    }

    @Override
    public boolean withstands() {
        return rule.withstands();
    }

    @Override
    public String toString() {
        return "bucketing(" + s + ", " + (rule instanceof Record ? rule : "your own rule") + ")";
    }

    /** The buckets of a round. */
    private final class Buckets implements Fold {
        private final CoordinatorSide here;
        private final Fold inner;
        private final List<Update> waiting = new ArrayList<>();

        Buckets(CoordinatorSide here, Fold inner) {
            this.here = here;
            this.inner = inner;
        }

        @Override
        public void take(Update one) {
            waiting.add(one);
        }

        @Override
        public Aggregate end() {
            int[] order = IntStream.range(0, waiting.size()).toArray();
            here.draws().named("bucketing", here.turn().round()).shuffle(order);
            buckets(waiting, order).forEach(inner::take);
            Aggregate made = inner.end();
            List<Member> from = waiting.stream().map(Update::from).toList();
            Payload payload = made.payload();
            for (String name : List.copyOf(payload.vectors().keySet())) {
                if (!name.equals(Update.DELTA) && here.combine(name) == Combine.PLAIN_MEAN && !withstands()) {
                    // a mean of the buckets' means would count the last bucket too much
                    payload.vector(name).close();
                    payload = payload.and(name, plainMean(name));
                }
            }
            close();
            return new Aggregate(payload, from, from.size());
        }

        private ParamVector plainMean(String name) {
            WeightedSum sum = new WeightedSum();
            waiting.stream()
                    .filter(update -> update.payload().hasVector(name))
                    .forEach(update -> sum.add(1, update.vector(name)));
            return sum.mean();
        }

        @Override
        public void close() {
            waiting.forEach(Update::close);
            waiting.clear();
            inner.close();
        }
    }
}
