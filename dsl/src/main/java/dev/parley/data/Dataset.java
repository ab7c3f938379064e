package dev.parley.data;

import dev.parley.example.Examples;
import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import dev.parley.feature.Coding;
import dev.parley.feature.Features;
import dev.parley.num.Seed;
import dev.parley.partition.HoldOut;
import dev.parley.partition.Partition;
import dev.parley.table.Catalog;
import dev.parley.table.Content;
import dev.parley.table.Lazy;
import dev.parley.table.Origin;
import dev.parley.table.Source;
import dev.parley.table.Target;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;
import tech.tablesaw.api.Table;

/**
 * Rows with a target, and how they are to be used: what is held out, how columns become numbers.
 *
 * <pre>{@code
 * var cancer = Dataset.named("breast-cancer").trainTest(0.7);
 * var hospitals = cancer.split(4, new Dirichlet(0.5));
 * }</pre>
 *
 * <p>A value: each step returns another one. Test rows are held out before any split, stratified by class (a numeric
 * target by tenths of its rows), by a seed of the data set's own. Raw rows are in memory once, however many data sets
 * and parties are made of them.
 */
public final class Dataset {
    private final Source source;
    private final DataChoices choices;
    private final Lazy<Target> target;
    private final Lazy<HoldOut.Parts> parts;

    private Dataset(Source source, DataChoices choices, Optional<Lazy<Target>> known) {
        this.source = source;
        this.choices = choices;
        this.target = known.orElseGet(() -> new Lazy<>(this::readTarget));
        this.parts = new Lazy<>(this::dealParts);
    }

    /**
     * A set that comes with Parley: iris, wine, breast-cancer, diabetes, digits, mnist or fashion-mnist.
     *
     * @throws DataException where there is no set of that name
     */
    public static Dataset named(String name) {
        Catalog.Named read = Catalog.read(name);
        DataChoices choices = DataChoices.DEFAULT.target(read.target()).task(read.task());
        return new Dataset(Source.named(name, read), choices, Optional.empty());
    }

    /** The sets that come with Parley: name, rows, features, task, classes, target, licence and title. */
    public static Table catalog() {
        return Catalog.table();
    }

    /**
     * A file of cells between commas, semicolons or tabs, with a line of names above; plain or gzipped. Empty cells,
     * {@code NA}, {@code N/A}, {@code NaN}, {@code null} and {@code ?} are missing values.
     *
     * @throws DataException where there is no such file
     */
    public static Dataset csv(String path) {
        return new Dataset(Source.csv(path, StandardCharsets.UTF_8), DataChoices.DEFAULT, Optional.empty());
    }

    /**
     * A table made elsewhere, copied.
     *
     * @throws DataException where it has no row
     */
    public static Dataset of(Table table) {
        return new Dataset(Source.table(table), DataChoices.DEFAULT, Optional.empty());
    }

    /**
     * Gray images and their labels in two IDX files as MNIST's, plain or gzipped; the target is called
     * "label".
     *
     * @throws DataException where a file is missing or is not IDX, or they do not belong together
     */
    public static Dataset images(String images, String labels) {
        return new Dataset(Source.images(images, labels), DataChoices.DEFAULT.target("label"), Optional.empty());
    }

    /**
     * The column to be predicted. Text, and whole numbers with at most 20 different values, are classes; other numbers
     * are a regression's. {@link #task(Task)} says otherwise.
     *
     * @throws DataException where there is no such column, a value of it is missing, or it has one class only
     */
    public Dataset target(String column) {
        Dataset made = new Dataset(source, choices.target(column), Optional.empty());
        made.target.value();
        return made;
    }

    /**
     * Whether the target is a class or a number.
     *
     * @throws DataException for a regression of text
     */
    public Dataset task(Task task) {
        Dataset made = new Dataset(source, choices.task(task), Optional.empty());
        if (choices.target().isPresent()) {
            made.target.value();
        }
        return made;
    }

    /**
     * How the bytes of a {@code csv} file are letters, for instance {@code GBK}; else UTF-8.
     *
     * @throws DataException where Java knows no such charset, or the rows are no file's
     */
    public Dataset charset(String charset) {
        try {
            return charset(Charset.forName(charset));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new DataException(
                    "charset(\"" + charset + "\"): Java knows no such charset; UTF-8, GBK, GB18030,"
                            + " Big5, Shift_JIS, EUC-KR and ISO-8859-1 are some it knows",
                    e);
        }
    }

    /** Says the charset of the file. */
    public Dataset charset(Charset charset) {
        if (source.origin().kind() != Origin.Kind.CSV) {
            throw new DataException(source.asked() + ".charset(\"" + charset.name()
                    + "\"): only a csv file has a charset; leave the step out");
        }
        return new Dataset(Source.csv(source.origin().where().get(0), charset), choices, Optional.empty());
    }

    /** How columns become numbers; {@link Features#standardized} where nothing is said. */
    public Dataset features(Features features) {
        return new Dataset(source, choices.features(features), Optional.of(target));
    }

    /**
     * How a number to be predicted is scaled for the model: {@code standardized()} by the training rows' mean and spread,
     * which parties tell in round 0; {@code range(low, high)} from a range known beforehand; {@code none()} not at all.
     * Where nothing is said, as the features are, and not at all with a range of features. Metrics and predictions are in
     * the target's own unit in any case. Classes are not scaled.
     */
    public Dataset targetScale(Features scaling) {
        return new Dataset(source, choices.targetScale(scaling), Optional.of(target));
    }

    /**
     * The same rows where some columns are no features.
     *
     * @throws DataException where there is no such column
     */
    public Dataset without(String... columns) {
        for (String column : columns) {
            if (!content().columns().contains(column)) {
                throw new DataException(source.asked() + ".without(\"" + column + "\"): there is no such column; "
                        + Nearest.hint(column, content().columns()));
            }
        }
        return new Dataset(source, choices.without(List.of(columns)), Optional.of(target));
    }

    /**
     * The share of rows for training; the others are test rows. 0.8 where nothing is said. Sets with official test rows
     * keep these.
     *
     * @throws DataException unless the share lies between 0 and 1
     */
    public Dataset trainTest(double train) {
        return new Dataset(source, choices.holdOut(HoldOut.trainTest(train)), Optional.of(target));
    }

    /**
     * The shares of rows for training and for validation; the others are test rows. Where test rows are official, the
     * others are divided in the ratio of the two shares.
     *
     * @throws DataException unless both are above 0 and their sum is below 1
     */
    public Dataset trainValidTest(double train, double valid) {
        return new Dataset(source, choices.holdOut(HoldOut.trainValidTest(train, valid)), Optional.of(target));
    }

    /** The seed of the hold-out; 42 where nothing is said. */
    public Dataset seed(long seed) {
        return new Dataset(source, choices.seed(seed), Optional.of(target));
    }

    /** For people: the set's name, or the file's. */
    public String name() {
        return source.name();
    }

    /** Where the rows come from. */
    public Origin origin() {
        return source.origin();
    }

    /** All raw rows as a table of its own; official test rows come last. */
    public Table table() {
        Table table = content().table();
        source.official().ifPresent(test -> table.append(test.table()));
        return table.setName(name());
    }

    /** Number of rows in all. */
    public int size() {
        return content().size() + source.official().map(Content::size).orElse(0);
    }

    /** The column to be predicted. */
    public String targetName() {
        return target().name();
    }

    /** Whether the target is a class or a number. */
    public Task task() {
        return target().task();
    }

    /** The classes, sorted; empty for a regression. */
    public List<String> classes() {
        return target().classes();
    }

    /** The raw training rows. */
    public Dataset train() {
        return part("train", parts().train());
    }

    /** The raw validation rows; none unless {@link #trainValidTest} was said. */
    public Optional<Dataset> valid() {
        return parts().valid().length == 0 ? Optional.empty() : Optional.of(part("valid", parts().valid()));
    }

    /** The raw test rows, which no party ever trains on. */
    public Dataset test() {
        return source.official()
                .map(rows -> new Dataset(source.part("test", rows), choices, Optional.empty()))
                .orElseGet(() -> part("test", parts().test()));
    }

    /**
     * Deals the training rows to parties, by the seed 42.
     *
     * @param parties how many, from 1 to the number of training rows
     * @throws DataException where the rows cannot be dealt so, or a column cannot be used
     */
    public Parties split(int parties, Partition partition) {
        return split(parties, partition, 42);
    }

    /** Deals the training rows to parties, by a seed of your own. */
    public Parties split(int parties, Partition partition, long seed) {
        return Split.of(this, parties, partition, seed);
    }

    /**
     * Deals the training rows to as many parties as the partition itself says, which {@code byColumn} does.
     *
     * @throws DataException for another partition, an unknown column or missing values in it
     */
    public Parties split(Partition partition) {
        return Split.natural(this, partition);
    }

    /**
     * Codes all rows as inputs of a model.
     *
     * @throws DataException where a column is missing, or images are of another size
     */
    public Examples encoded(Coding coding) {
        return coding.encode(content());
    }

    /** The same rows with all choices made anew. */
    Dataset choose(DataChoices others) {
        return new Dataset(source, others, Optional.empty());
    }

    Source source() {
        return source;
    }

    public Content content() {
        return source.content().value();
    }

    DataChoices choices() {
        return choices;
    }

    Target target() {
        return target.value();
    }

    HoldOut.Parts parts() {
        return parts.value();
    }

    private Dataset part(String name, int[] rows) {
        Target theirs = target().rows(rows);
        return new Dataset(source.part(name, content().rows(rows)), choices, Optional.of(new Lazy<>(() -> theirs)));
    }

    private Target readTarget() {
        String column = choices.target()
                .orElseThrow(() -> new DataException(source.asked() + ": it is not said what to predict; say "
                        + source.asked() + ".target(..) with one of its columns; "
                        + Nearest.hint("", content().columns())));
        return Target.of(content(), column, choices.task(), source.asked());
    }

    private HoldOut.Parts dealParts() {
        HoldOut shares = choices.holdOut().orElse(HoldOut.DEFAULT);
        boolean official = source.official().isPresent();
        HoldOut.Parts dealt = shares.deal(target(), official, new Seed(choices.seed()));
        if ((!official && dealt.test().length == 0) || (shares.valid() > 0 && dealt.valid().length == 0)) {
            throw new DataException(
                    source.asked() + "." + shares + ": " + content().size()
                            + " rows are too few to hold any out of their classes; give more rows or hold out a greater share");
        }
        return dealt;
    }

    @Override
    public String toString() {
        return DatasetText.of(this);
    }
}
