package dev.parley.data;

import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.example.Shape;
import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import dev.parley.feature.Coding;
import dev.parley.message.Payload;
import dev.parley.num.Seed;
import dev.parley.partition.Drifting;
import dev.parley.partition.FeatureNoise;
import dev.parley.partition.LabelNoise;
import dev.parley.partition.Partition;
import dev.parley.partition.Rotation;
import dev.parley.partition.RowChange;
import dev.parley.table.Lazy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * Training rows and their owners, and the test rows of the coordinator; all coded in the one way that the parties'
 * statistics gave.
 *
 * <p>Immutable. The rows are in this process, dealt by a split; or they lie elsewhere, and only what their owners tell is
 * here.
 */
public abstract sealed class Parties extends PolicySteps permits DealtParties, PartiesElsewhere {
    private final Dataset dataset;
    private final Partition partition;
    private final long seed;
    private final List<String> names;
    private final List<Payload> statistics;
    private final Lazy<List<Party>> all;

    Parties(Dataset dataset, Partition partition, long seed, List<String> names, List<Payload> statistics) {
        this.dataset = dataset;
        this.partition = partition;
        this.seed = seed;
        this.names = List.copyOf(names);
        this.statistics = List.copyOf(statistics);
        this.all =
                new Lazy<>(() -> IntStream.range(0, size()).mapToObj(this::made).toList());
    }

    abstract Party made(int index);

    /** The name of the data, for people. */
    public String name() {
        return dataset.name();
    }

    /** The data set that was split; where rows lie elsewhere, the coordinator's own test rows. */
    public Dataset dataset() {
        return dataset;
    }

    /** Partition that split the rows. */
    public Partition partition() {
        return partition;
    }

    /** Changes of the training rows since they were dealt. */
    public abstract List<RowChange> changes();

    /** Describes for people how the rows were split, and how they were changed since. */
    public String how() {
        return changes().stream()
                .map(change -> ", " + change)
                .collect(Collectors.joining("", String.valueOf(partition), ""));
    }

    /** The seed of the split. */
    public long seed() {
        return seed;
    }

    /** Recipe that makes these parties again; pooled and redealt ones are of the split that was first. */
    public abstract Recipe recipe();

    /** Number of parties. */
    @Override
    public int size() {
        return names.size();
    }

    /** The parties' names, in order. */
    @Override
    public List<String> names() {
        return names;
    }

    /** Number of rows that a party trains on. */
    public abstract int rows(int index);

    /** Number of rows that a party keeps for its own test; 0 unless {@link #partyTest} was said. */
    public abstract int held(int index);

    /** Number of training rows of all, with those that they keep for their own tests. */
    public long trainingRows() {
        return IntStream.range(0, size())
                .mapToLong(party -> (long) rows(party) + held(party))
                .sum();
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

    /**
     * All training rows, n x d; a party's rows are indices into these.
     *
     * @throws DataException where they lie elsewhere
     */
    public abstract Examples train();

    /**
     * The numbers of a party's rows among {@link #train}, for those who hold all rows.
     *
     * @throws DataException where they lie elsewhere
     */
    public abstract int[] deal(int index);

    /** The test rows. */
    public abstract Examples test();

    /** The validation rows, if some are held out. */
    public abstract Optional<Examples> valid();

    /** Shape that a model has to fit. */
    public Shape shape() {
        return coding().shape();
    }

    /** The way from raw rows to inputs, fitted on the training rows. */
    public abstract Coding coding();

    /**
     * Statistics that a party tells in round 0, so that the coding can be fitted: its classes, counts, means and
     * spreads of its columns. Nothing where one owner has all rows.
     */
    public Payload statistics(int index) {
        return statistics.isEmpty() ? Payload.EMPTY : statistics.get(index);
    }

    /** Tells whether the parties tell anything in round 0. */
    public boolean tell() {
        return !statistics.isEmpty();
    }

    /** Tells whether nothing but names of columns and classes, and the size of images, is known of the rows before training. */
    public boolean hasPublicCoding() {
        return !shape().image().isEmpty()
                || !(dataset().featureChoices().learns()
                        || dataset().featureChoices().learnsTarget());
    }

    /**
     * Fits the coding to what the parties told over an exchange.
     *
     * @param told in party order
     * @throws IllegalStateException where it is another coding than the one that rows are coded by
     */
    public void check(List<Payload> told) {
        Coding fitted = fitted(told);
        if (!fitted.equals(coding())) {
            throw new IllegalStateException("round 0 came to another coding than the split did: " + fitted
                    + " instead of " + coding() + "; split the data anew");
        }
    }

    abstract Coding fitted(List<Payload> told);

    /** Place where the rows lie, if that is not here. */
    public Optional<Elsewhere> elsewhere() {
        return Optional.empty();
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
        Parties kept = keeping(share);
        if (IntStream.range(0, size()).allMatch(party -> kept.held(party) == 0)) {
            throw new DataException(step + ": no party has rows enough to keep any, as one of each class stays for"
                    + " training; ask for a greater share, or for fewer parties");
        }
        return kept;
    }

    /**
     * The same parties, whose features are measured less well the later they come: party i of N has N(0, (sd i / N)^2) added
     * to each feature of its rows (Li et al., ICDE 2022). The coordinator's test rows stay as they are.
     *
     * @param sd above 0, in standard deviations of a feature, or of pixels white
     * @throws DataException for another one, or where the rows lie elsewhere
     */
    public Parties featureNoise(double sd) {
        return changed(new FeatureNoise(sd));
    }

    /**
     * The same parties, some of whose training rows have a wrong class, drawn evenly among the others.
     *
     * @param share above 0 and below 1
     * @throws DataException for another share, for a target that is a number, or where the rows lie elsewhere
     */
    public Parties labelNoise(double share) {
        return changed(new LabelNoise(share));
    }

    /**
     * The same parties, whose images are turned by a quarter for every next party.
     *
     * @throws DataException for rows that are no square images, or lie elsewhere
     */
    public Parties rotated() {
        return changed(new Rotation());
    }

    /**
     * The same parties, whose rows drift: the training rows of each are dealt to phases, as a split deals rows to parties, and
     * in a round it sees those of one phase. After the last phase the first comes again.
     *
     * <p>{@code drifting(4, shards(1), 10)} shows a party its classes one after another, in an order of its own, each part for
     * 10 rounds; {@code drifting(4, dirichlet(0.5), 10)} mixes them anew; {@code continuous("age", 1)} follows a column of
     * numbers; {@code iid()} brings new rows of the same kind. Round 0 tells of all rows. The rows that parties keep for tests of
     * their own, and the coordinator's test rows, stay as they are. In {@code centralized()} the one owner sees what all parties see
     * in that round; {@code distributed()}, whose rounds are no passes over the rows, refuses such parties.
     *
     * @param phases at least 2
     * @param over how each party's rows are dealt to phases, by the split's seed and the party's place
     * @param rounds that a phase lasts, at least 1
     * @throws DataException for other numbers, where the rows cannot be dealt so (a party has fewer rows than there are
     *     phases), drift already, are shared by several parties, or lie elsewhere
     */
    public Parties drifting(int phases, Partition over, int rounds) {
        return changed(new Drifting(phases, over, rounds));
    }

    abstract Parties changed(RowChange change);

    abstract Parties keeping(double share);

    /** The share of rows that parties were to keep for their own tests; 0 where none. */
    public abstract double partyTest();

    /**
     * The same parties, who tell in round 0 how many training rows of each class they have, so that classes can be weighed.
     *
     * @throws DataException for a target that is a number
     */
    public abstract Parties weighted();

    /**
     * The same parties, who tell in round 0 whole sums of their columns, which add up exactly under masks; all rows are coded by
     * what these come to. Mean and standard deviation of a column are within 2^-65 of those of its values.
     *
     * @throws DataException where a value is not below 2^63 in size, or all of a column are below 2^-44
     */
    public abstract Parties summed();

    /**
     * Notes that the user should read once: how columns were read, values that were filled, parties that are left out.
     */
    public abstract List<String> notes();

    /**
     * One party {@code all} that owns every training row in order, coded the same way; not those of parties' tests.
     *
     * @throws DataException where the rows lie elsewhere
     */
    public abstract Parties pooled();

    /**
     * The same training rows, shuffled and dealt evenly to {@code worker-1 .. worker-n}, coded the same way. Rows that lie
     * elsewhere stay there: each of their owners is a worker.
     *
     * @param workers from 1 to the number of rows
     * @throws DataException where there are more workers than rows, or as many cannot be made of rows elsewhere
     */
    public abstract Parties redealt(int workers, Seed seed);

    /**
     * A row a party: its rows, and how many of each class; for a numeric target its least, mean and greatest value. Of rows
     * that lie elsewhere their number alone.
     */
    public abstract Table table();
}
