package dev.parley.data;

import dev.parley.example.Examples;
import dev.parley.example.OwnRows;
import dev.parley.example.Party;
import dev.parley.example.Shape;
import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import dev.parley.feature.Coding;
import dev.parley.feature.FeatureFit;
import dev.parley.num.Seed;
import dev.parley.partition.Deal;
import dev.parley.partition.Iid;
import dev.parley.partition.Partition;
import dev.parley.table.Content;
import dev.parley.table.Lazy;
import dev.parley.table.Target;
import java.util.ArrayList;
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
    private final List<int[]> deal;
    private final Encoded encoded;
    private final long[] bytes;

    /** What all splits of one data set share. */
    private record Encoded(
            Lazy<Recipe> recipe,
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
            List<int[]> deal,
            Encoded encoded,
            long[] bytes) {
        this.dataset = dataset;
        this.partition = partition;
        this.seed = seed;
        this.names = List.copyOf(names);
        this.deal = List.copyOf(deal);
        this.encoded = encoded;
        this.bytes = bytes;
    }

    static Parties split(
            Dataset dataset,
            Partition partition,
            long seed,
            List<String> names,
            List<int[]> deal,
            Content train,
            Target target,
            FeatureFit fit) {
        Encoded encoded = new Encoded(
                new Lazy<>(() -> Recipe.of(dataset, deal.size(), partition, seed)),
                target,
                fit,
                new Lazy<>(() -> fit.coding().encode(train)),
                new Lazy<>(() -> dataset.test().encoded(fit.coding())),
                dataset.parts().valid().length == 0
                        ? Optional.empty()
                        : Optional.of(
                                new Lazy<>(() -> dataset.valid().orElseThrow().encoded(fit.coding()))));
        return new Parties(dataset, partition, seed, names, deal, encoded, fit.bytes());
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
        return deal.size();
    }

    /** The parties' names, in order. */
    public List<String> names() {
        return names;
    }

    /** How many rows a party has. */
    public int rows(int index) {
        return deal.get(index).length;
    }

    /** All parties, in order. */
    public List<Party> all() {
        return IntStream.range(0, size()).mapToObj(this::party).toList();
    }

    /** The party at a place from 0. */
    public Party party(int index) {
        if (index < 0 || index >= size()) {
            throw new DataException("party(" + index + "): there are " + size() + " parties, numbered from 0 to "
                    + (size() - 1) + "; choose one of these");
        }
        return new Party(index, names.get(index), OwnRows.of(train(), deal.get(index)));
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

    /** For each party the bytes it sent in round 0, that the coding could be fitted; 0 where nothing was learned. */
    public long[] statisticsBytes() {
        return bytes.clone();
    }

    /** What the user should be told once: which values were filled, and with what. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(encoded.fit.notes());
        if (dataset.source().official().isPresent()) {
            dataset.choices()
                    .holdOut()
                    .ifPresent(shares -> notes.add(dataset.name() + " keeps its "
                            + dataset.source().official().map(Content::size).orElse(0) + " official test rows; "
                            + shares
                            + (shares.valid() > 0 ? " divides the others" : " changes nothing")));
        }
        return List.copyOf(notes);
    }

    /** One party {@code all} that owns every training row in order, coded the same way. */
    public Parties pooled() {
        int[] rows = IntStream.range(0, encoded.target.values().length).toArray();
        return new Parties(dataset, partition, seed, List.of("all"), List.of(rows), encoded, new long[1]);
    }

    /**
     * The same training rows, shuffled and dealt evenly to {@code worker-1 .. worker-n}, coded the same way.
     *
     * @param workers from 1 to the number of rows
     * @throws DataException where there are more workers than rows
     */
    public Parties redealt(int workers, Seed seed) {
        int rows = encoded.target.values().length;
        if (workers < 1 || workers > rows) {
            throw new DataException("workers(" + workers + "): there are " + rows
                    + " training rows to be dealt; ask for 1 to " + rows + " workers");
        }
        int[] all = IntStream.range(0, rows).toArray();
        seed.at("workers").shuffle(all);
        List<int[]> even = Deal.evenly(all, workers).stream()
                .map(part -> IntStream.of(part).sorted().toArray())
                .toList();
        List<String> called =
                IntStream.rangeClosed(1, workers).mapToObj(i -> "worker-" + i).toList();
        return new Parties(dataset, new Iid(), seed.value(), called, even, encoded, new long[workers]);
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
        return deal.get(index).clone();
    }

    @Override
    public String toString() {
        return PartiesTable.text(this);
    }
}
