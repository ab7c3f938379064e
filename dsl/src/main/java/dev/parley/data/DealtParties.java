package dev.parley.data;

import dev.parley.example.Examples;
import dev.parley.example.OwnRows;
import dev.parley.example.Party;
import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.feature.Coding;
import dev.parley.feature.FeatureFit;
import dev.parley.file.RecordJson;
import dev.parley.message.Payload;
import dev.parley.num.Seed;
import dev.parley.partition.Deal;
import dev.parley.partition.Drifting;
import dev.parley.partition.Iid;
import dev.parley.partition.Partition;
import dev.parley.partition.RowChange;
import dev.parley.table.Lazy;
import dev.parley.table.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/** Parties of rows that are all in this process: a party is a list of their numbers. */
final class DealtParties extends Parties {
    private final Deals deals;
    private final Encoded encoded;

    /** Encoded rows that all splits of one data set share. */
    private record Encoded(
            Lazy<Recipe> recipe,
            RoundZero zero,
            Target target,
            FeatureFit fit,
            Lazy<Examples> train,
            Lazy<Examples> test,
            Optional<Lazy<Examples>> valid,
            List<RowChange> changes,
            Optional<Drift> drift) {
        /** The same rows asked in another way. */
        Encoded asking(RoundZero other) {
            return new Encoded(recipe, other, target, fit, train, test, valid, changes, drift);
        }

        /** The unchanged rows by another coding. */
        Encoded coded(FeatureFit other) {
            return of(new Lazy<>(() -> recipe.value().unchangedRows()), zero, target, other);
        }

        static Encoded of(Lazy<Recipe> recipe, RoundZero zero, Target target, FeatureFit fit) {
            Dataset dataset = zero.data();
            return new Encoded(
                    recipe,
                    zero,
                    target,
                    fit,
                    new Lazy<>(() -> fit.coding().encode(zero.train())),
                    new Lazy<>(() -> dataset.test().encoded(fit.coding())),
                    dataset.parts().valid().length == 0
                            ? Optional.empty()
                            : Optional.of(new Lazy<>(
                                    () -> dataset.valid().orElseThrow().encoded(fit.coding()))),
                    List.of(),
                    Optional.empty());
        }

        Encoded changed(RowChange change, Lazy<Recipe> again, Lazy<Examples> rows, Optional<Drift> when) {
            List<RowChange> all = new ArrayList<>(changes);
            all.add(change);
            return new Encoded(again, zero, target, fit, rows, test, valid, List.copyOf(all), when);
        }
    }

    private DealtParties(
            Dataset dataset,
            Partition partition,
            long seed,
            List<String> names,
            Deals deals,
            Encoded encoded,
            List<Payload> statistics) {
        super(dataset, partition, seed, names, statistics);
        this.deals = deals;
        this.encoded = encoded;
    }

    static Parties of(
            RoundZero zero,
            Partition partition,
            long seed,
            List<String> names,
            Deals deals,
            Target target,
            List<Payload> statistics) {
        Dataset dataset = zero.data();
        FeatureFit fit = zero.fit(statistics);
        Lazy<Recipe> recipe = new Lazy<>(() -> Recipe.of(dataset, deals.size(), partition, seed, deals.share())
                .guarded(zero.policies().list()));
        Encoded encoded = Encoded.of(recipe, zero, target, fit);
        return new DealtParties(dataset, partition, seed, names, deals, encoded, statistics);
    }

    @Override
    public Recipe recipe() {
        return encoded.recipe.value();
    }

    @Override
    public int rows(int index) {
        return deals.deal().get(index).length;
    }

    @Override
    Party made(int index) {
        int[] own = deals.deal().get(index);
        int[] held = deals.held().get(index);
        return new Party(
                index,
                names().get(index),
                OwnRows.of(train(), own),
                deals.share() == 0 ? Optional.empty() : Optional.of(OwnRows.of(train(), held)),
                statistics(index),
                encoded.drift.map(drift -> drift.of(own)),
                encoded.zero.policies().of(index));
    }

    @Override
    public Examples train() {
        return encoded.train.value();
    }

    @Override
    public Examples test() {
        return encoded.test.value();
    }

    @Override
    public Optional<Examples> valid() {
        return encoded.valid.map(Lazy::value);
    }

    @Override
    public Coding coding() {
        return encoded.fit.coding();
    }

    @Override
    Coding fitted(List<Payload> told) {
        return encoded.zero.fit(told).coding();
    }

    @Override
    Parties changed(RowChange change) {
        if (partition().sharesRows()) {
            throw new DataException(change + " changes each row by the party that has it, but " + partition()
                    + " lets several have one; leave one of the two out");
        }
        int all = encoded.target.values().length;
        Optional<Drift> drift = encoded.drift;
        if (change instanceof Drifting drifting) {
            drift.ifPresent(already -> {
                throw new DataException(
                        change + ": these rows drift already by " + already.choice() + "; leave one of the two out");
            });
            if (!RecordJson.holds(Partition.class, drifting.over())) {
                throw new DataException(
                        change + ": a run's file keeps how rows drift, and code of your own is in no file;"
                                + " take a partition of Parley's, or a record and register(.. .class)");
            }
            drift = Optional.of(Drift.of(drifting, dataset(), names(), deals, all, new Seed(seed())));
        }
        int[] party = new int[all];
        for (int i = 0; i < size(); i++) {
            int own = i;
            IntStream.concat(
                            IntStream.of(deals.deal().get(i)),
                            IntStream.of(deals.held().get(i)))
                    .forEach(row -> party[row] = own);
        }
        Lazy<Examples> rows =
                new Lazy<>(() -> change.over(encoded.train.value(), party, size(), new Seed(seed()), shape()));
        rows.value(); // refused at once
        Lazy<Recipe> again = new Lazy<>(() -> recipe().changed(change));
        return new DealtParties(
                dataset(), partition(), seed(), names(), deals, encoded.changed(change, again, rows, drift), told());
    }

    @Override
    public List<RowChange> changes() {
        return encoded.changes;
    }

    private List<Payload> told() {
        return tell() ? IntStream.range(0, size()).mapToObj(this::statistics).toList() : List.of();
    }

    @Override
    Parties keeping(double share) {
        return again(encoded.zero, deals.keeping(share, encoded.target, new Seed(seed())));
    }

    @Override
    Parties guarded(Policies policies) {
        return again(encoded.zero.guarded(policies), deals);
    }

    @Override
    public Parties open() {
        boolean isSame =
                policies().list().stream().noneMatch(each -> each.policy().secure()) || !tell();
        return isSame ? this : again(encoded.zero.open(), deals);
    }

    @Override
    Policies policies() {
        return encoded.zero.policies();
    }

    /** These rows told of anew, and changed as they were. */
    private Parties again(RoundZero zero, Deals theirs) {
        Parties same = zero.parties(partition(), seed(), names(), theirs.deal(), theirs.held(), theirs.share());
        for (RowChange change : encoded.changes) {
            same = same.changed(change);
        }
        return same;
    }

    @Override
    public Parties weighted() {
        if (shape().task() == Task.REGRESSION) {
            throw new DataException(
                    "classWeights(..) weighs classes, but '" + shape().target() + "' is a number; leave it out");
        }
        RoundZero zero = encoded.zero.counting();
        List<Payload> told = zero.told(deals);
        Encoded counted = new Encoded(
                encoded.recipe,
                zero,
                encoded.target,
                zero.fit(told),
                encoded.train,
                encoded.test,
                encoded.valid,
                encoded.changes,
                encoded.drift);
        return new DealtParties(dataset(), partition(), seed(), names(), deals, counted, told);
    }

    @Override
    public Parties summed() {
        if (encoded.zero.isSummed() || !tell()) {
            return this;
        }
        RoundZero zero = encoded.zero.summing();
        List<Payload> told = zero.told(deals);
        FeatureFit fit = zero.fit(told);
        boolean isAlike = fit.coding().equals(encoded.fit.coding());
        Encoded again = isAlike ? encoded : encoded.coded(fit);
        Parties same = new DealtParties(dataset(), partition(), seed(), names(), deals, again.asking(zero), told);
        for (RowChange change : isAlike ? List.<RowChange>of() : encoded.changes) {
            same = same.changed(change);
        }
        return same;
    }

    @Override
    public List<String> notes() {
        return PartiesNotes.of(this, encoded.zero, encoded.fit);
    }

    @Override
    public Parties pooled() {
        return owned(partition(), seed(), List.of("all"), List.of(deals.trained()));
    }

    @Override
    public Parties redealt(int workers, Seed seed) {
        encoded.drift.ifPresent(drift -> {
            throw new DataException("distributed() passes over all rows step by step, but those of " + drift.choice()
                    + " come and go by rounds; train federation(), local() or centralized() on them");
        });
        int[] all = deals.trained();
        int rows = all.length;
        if (workers < 1 || workers > rows) {
            throw new DataException("workers(" + workers + "): there are " + rows
                    + " training rows to be dealt; ask for 1 to " + rows + " workers");
        }
        seed.at("workers").shuffle(all);
        List<int[]> even = Deal.evenly(all, workers).stream()
                .map(part -> IntStream.of(part).sorted().toArray())
                .toList();
        List<String> called =
                IntStream.rangeClosed(1, workers).mapToObj(i -> "worker-" + i).toList();
        return owned(new Iid(), seed.value(), called, even);
    }

    /** Rows of one owner, who has nothing to tell. */
    private Parties owned(Partition how, long by, List<String> called, List<int[]> rows) {
        Deals theirs = new Deals(rows, Collections.nCopies(rows.size(), new int[0]), 0);
        return new DealtParties(dataset(), how, by, called, theirs, encoded, List.of());
    }

    @Override
    public Table table() {
        return PartiesTable.of(this);
    }

    /** Target to predict, a value each training row. */
    Target target() {
        return encoded.target;
    }

    @Override
    public int[] deal(int index) {
        return deals.deal().get(index).clone();
    }

    @Override
    public int held(int index) {
        return deals.held().get(index).length;
    }

    @Override
    public double partyTest() {
        return deals.share();
    }

    @Override
    public String toString() {
        return PartiesTable.text(this);
    }
}
