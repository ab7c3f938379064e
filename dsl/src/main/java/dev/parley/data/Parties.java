package dev.parley.data;

import dev.parley.example.Examples;
import dev.parley.example.OwnRows;
import dev.parley.example.Party;
import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import dev.parley.feature.Coding;
import dev.parley.feature.FeatureFit;
import dev.parley.message.Payload;
import dev.parley.num.Seed;
import dev.parley.partition.Deal;
import dev.parley.partition.Iid;
import dev.parley.partition.Partition;
import dev.parley.table.Lazy;
import dev.parley.table.Target;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * Training rows dealt to their owners, and the test rows of the coordinator; all coded in the one way that the parties'
 * statistics gave.
 *
 * <p>Immutable. Rows are coded when they are first asked for and then kept; every party reads the same array.
 */
public final class Parties {
    private final Dataset dataset;
    private final Partition partition;
    private final long seed;
    private final List<String> names;
    private final Deals deals;
    private final Encoded encoded;
    private final List<Payload> statistics;
    private final Lazy<List<Party>> all;

    /** What all splits of one data set share. */
    private record Encoded(
            Lazy<Recipe> recipe,
            RoundZero zero,
            Target target,
            FeatureFit fit,
            Lazy<Examples> train,
            Lazy<Examples> test,
            Optional<Lazy<Examples>> valid) {}

    private Parties(
            Dataset dataset,
            Partition partition,
            long seed,
            List<String> names,
            Deals deals,
            Encoded encoded,
            List<Payload> statistics) {
        this.dataset = dataset;
        this.partition = partition;
        this.seed = seed;
        this.names = List.copyOf(names);
        this.deals = deals;
        this.encoded = encoded;
        this.statistics = List.copyOf(statistics);
        this.all =
                new Lazy<>(() -> IntStream.range(0, size()).mapToObj(this::made).toList());
    }

    static Parties split(
            RoundZero zero,
            Partition partition,
            long seed,
            List<String> names,
            Deals deals,
            Target target,
            List<Payload> statistics) {
        Dataset dataset = zero.data();
        FeatureFit fit = zero.fit(statistics);
        Encoded encoded = new Encoded(
                new Lazy<>(() -> Recipe.of(dataset, deals.size(), partition, seed, deals.share())),
                zero,
                target,
                fit,
                new Lazy<>(() -> fit.coding().encode(zero.train())),
                new Lazy<>(() -> dataset.test().encoded(fit.coding())),
                dataset.parts().valid().length == 0
                        ? Optional.empty()
                        : Optional.of(
                                new Lazy<>(() -> dataset.valid().orElseThrow().encoded(fit.coding()))));
        return new Parties(dataset, partition, seed, names, deals, encoded, statistics);
    }

    /** The data set that was split. */
    public Dataset dataset() {
        return dataset;
    }

    /** How it was split. */
    public Partition partition() {
        return partition;
    }

    /** The seed of the split. */
    public long seed() {
        return seed;
    }

    /** How they came about; the pooled and redealt ones are of the split that was first. */
    public Recipe recipe() {
        return encoded.recipe.value();
    }

    /** Number of parties. */
    public int size() {
        return deals.size();
    }

    /** The parties' names, in order. */
    public List<String> names() {
        return names;
    }

    /** How many rows a party has. */
    public int rows(int index) {
        return deals.deal().get(index).length;
    }

    /** All parties, in order. */
    public List<Party> all() {
        return all.value();
    }

    /** The party at a place from 0. */
    public Party party(int index) {
        if (index < 0 || index >= size()) {
            throw new DataException("party(" + index + "): there are " + size() + " parties, numbered from 0 to "
                    + (size() - 1) + "; choose one of these");
        }
        return all().get(index);
    }

    private Party made(int index) {
        int[] held = deals.held().get(index);
        return new Party(
                index,
                names.get(index),
                OwnRows.of(train(), deals.deal().get(index)),
                deals.share() == 0 ? Optional.empty() : Optional.of(OwnRows.of(train(), held)),
                statistics(index));
    }

    /**
     * The party of a name.
     *
     * @throws DataException where there is none
     */
    public Party party(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new DataException("party(\"" + name + "\"): nobody is called so; " + Nearest.hint(name, names));
        }
        return party(index);
    }

    /** All training rows, n x d; a party's rows are indices into these. */
    public Examples train() {
        return encoded.train.value();
    }

    /** The test rows. */
    public Examples test() {
        return encoded.test.value();
    }

    /** The validation rows, if some are held out. */
    public Optional<Examples> valid() {
        return encoded.valid.map(Lazy::value);
    }

    /** What a model has to fit. */
    public Shape shape() {
        return coding().shape();
    }

    /** The way from raw rows to inputs, fitted on the training rows. */
    public Coding coding() {
        return encoded.fit.coding();
    }

    /**
     * What a party tells in round 0, so that the coding can be fitted: its classes, counts, means and spreads of its
     * columns. Nothing where one owner has all rows.
     */
    public Payload statistics(int index) {
        return statistics.isEmpty() ? Payload.EMPTY : statistics.get(index);
    }

    /** Whether the parties tell anything in round 0. */
    public boolean tell() {
        return !statistics.isEmpty();
    }

    /**
     * Fits the coding to what the parties told over an exchange.
     *
     * @param told in party order
     * @throws IllegalStateException where it is another coding than the one that rows are coded by
     */
    public void check(List<Payload> told) {
        Coding fitted = encoded.zero.fit(told).coding();
        if (!fitted.equals(coding())) {
            throw new IllegalStateException("round 0 came to another coding than the split did: " + fitted
                    + " instead of " + coding() + "; split the data anew");
        }
    }

    /**
     * The same parties, where each keeps a share of its rows for a test of its own, class by class (a numeric target by
     * tenths of its rows). It trains on the others, and {@code evaluateParties(k)} measures on the rows it keeps.
     *
     * <p>One row of each class stays for training, so that a party of few rows may keep none; it has no score then. The
     * rows are chosen by the split's seed, and are left out of round 0.
     *
     * @param share above 0 and below 1; 0.2 is usual
     * @throws DataException where the share is another, nobody can keep a row, or this is no split
     */
    public Parties partyTest(double share) {
        String step = "partyTest(" + share + ")";
        if (!(share > 0 && share < 1)) {
            throw new DataException(
                    step + ": the share that each party keeps for its own test must lie between 0 and 1, both excluded;"
                            + " 0.2 is usual");
        }
        if (statistics.isEmpty()) {
            throw new DataException(step + ": one owner has all of these rows, and the test rows are held out already;"
                    + " say it of a split: data.split(4, iid())." + step);
        }
        Deals kept = deals.keeping(share, encoded.target, new Seed(seed));
        if (kept.keepingNone() == size()) {
            throw new DataException(step + ": no party has rows enough to keep any, as one of each class stays for"
                    + " training; ask for a greater share, or for fewer parties");
        }
        return encoded.zero.parties(partition, seed, names, kept.deal(), kept.held(), share);
    }

    /**
     * The same parties, who tell in round 0 how many training rows of each class they have, so that classes can be weighed.
     *
     * @throws DataException for a target that is a number
     */
    public Parties weighted() {
        if (shape().task() == Task.REGRESSION) {
            throw new DataException(
                    "classWeights(..) weighs classes, but '" + shape().target() + "' is a number; leave it out");
        }
        RoundZero zero = encoded.zero.counting();
        List<Payload> told = zero.told(deals);
        Encoded counted = new Encoded(
                encoded.recipe, zero, encoded.target, zero.fit(told), encoded.train, encoded.test, encoded.valid);
        return new Parties(dataset, partition, seed, names, deals, counted, told);
    }

    /** What the user should be told once: what was read how, which values were filled, who is left out. */
    public List<String> notes() {
        return PartiesNotes.of(this, encoded.zero, encoded.fit);
    }

    /** One party {@code all} that owns every training row in order, coded the same way; not those of parties' tests. */
    public Parties pooled() {
        return owned(partition, seed, List.of("all"), List.of(deals.trained()));
    }

    /**
     * The same training rows, shuffled and dealt evenly to {@code worker-1 .. worker-n}, coded the same way.
     *
     * @param workers from 1 to the number of rows
     * @throws DataException where there are more workers than rows
     */
    public Parties redealt(int workers, Seed seed) {
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
        return new Parties(dataset, how, by, called, theirs, encoded, List.of());
    }

    /** A row a party: its rows, and how many of each class; for a numeric target its least, mean and greatest value. */
    public Table table() {
        return PartiesTable.of(this);
    }

    Target target() {
        return encoded.target;
    }

    /** The numbers of a party's rows among {@link #train}, for those who hold all rows. */
    public int[] deal(int index) {
        return deals.deal().get(index).clone();
    }

    /** How many rows a party keeps for its own test; 0 unless {@link #partyTest} was said. */
    public int held(int index) {
        return deals.held().get(index).length;
    }

    /** The share of rows that parties were to keep for their own tests; 0 where none. */
    public double partyTest() {
        return deals.share();
    }

    @Override
    public String toString() {
        return PartiesTable.text(this);
    }
}
