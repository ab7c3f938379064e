package dev.parley.data;

import dev.parley.example.Examples;
import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import dev.parley.feature.Coding;
import dev.parley.feature.FeatureChoices;
import dev.parley.partition.HoldOut;
import dev.parley.partition.Partition;
import dev.parley.table.Catalog;
import dev.parley.table.Content;
import dev.parley.table.CsvForm;
import dev.parley.table.Lazy;
import dev.parley.table.Origin;
import dev.parley.table.Source;
import dev.parley.table.Target;
import dev.parley.table.TargetRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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
public final class Dataset extends RowSteps {
    private final Source source;
    private final DataChoices choices;
    private final Lazy<Content> content;
    private final Lazy<Target> target;
    private final Lazy<HoldOut.Parts> parts;

    private Dataset(Source source, DataChoices choices, Optional<Lazy<Target>> known) {
        this.source = source;
        this.choices = choices;
        this.content = new Lazy<>(() -> Prepared.of(source, choices));
        this.target = known.orElseGet(() -> new Lazy<>(this::readTarget));
        this.parts = new Lazy<>(() -> HeldParts.of(this));
    }

    /**
     * A set that comes with Parley: iris, wine, breast-cancer, diabetes, digits, mnist, fashion-mnist or heart-disease.
     *
     * @throws DataException where there is no set of that name
     */
    public static Dataset named(String name) {
        Catalog.Named read = Catalog.read(name);
        DataChoices choices = DataChoices.DEFAULT
                .target(new TargetRule.OfColumn(read.target()))
                .task(read.task());
        return new Dataset(Source.named(name, read), choices, Optional.empty());
    }

    /** The sets that come with Parley: name, rows, features, task, classes, target, licence and title. */
    public static Table catalog() {
        return Catalog.table();
    }

    /**
     * A file of cells between commas, semicolons, tabs or bars, with a line of names above; plain or gzipped. Empty cells,
     * {@code NA}, {@code N/A}, {@code NaN}, {@code null} and {@code ?} are missing values.
     *
     * @throws DataException where there is no such file
     */
    public static Dataset csv(String path) {
        return new Dataset(Source.csv(path), DataChoices.DEFAULT, Optional.empty());
    }

    /**
     * Files with the same columns, one below the other; the column {@code file} says from which one a row is, and is no
     * feature.
     *
     * @param pattern a folder, or a pattern of names in it such as {@code sites/*.csv}
     * @throws DataException where there is no such file
     */
    public static Dataset folder(String pattern) {
        return of(Source.folder(pattern));
    }

    /** Rows of a source, with no choice made but that a column which says the file is no feature. */
    static Dataset of(Source source) {
        DataChoices choices = source.origin().kind() == Origin.Kind.FOLDER
                ? DataChoices.DEFAULT.columns(ColumnChoices.DEFAULT.without(List.of(Source.FILE)))
                : DataChoices.DEFAULT;
        return new Dataset(source, choices, Optional.empty());
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
        return new Dataset(
                Source.images(images, labels),
                DataChoices.DEFAULT.target(new TargetRule.OfColumn("label")),
                Optional.empty());
    }

    @Override
    Dataset target(TargetRule rule) {
        return checked(new Dataset(Prepared.unmade(source, choices), choices.target(rule), Optional.empty()));
    }

    /** Refuses at once what no further step can mend; a file may be read in another form yet. */
    private static Dataset checked(Dataset made) {
        if (made.source.written().isEmpty()) {
            made.content();
            if (made.choices.target().isPresent()
                    && made.choices.columns().needed().isEmpty()) {
                made.target.value();
            }
        }
        return made;
    }

    @Override
    Dataset chosen(Task task) {
        return checked(new Dataset(source, choices.task(task), Optional.empty()));
    }

    @Override
    Dataset form(String step, UnaryOperator<CsvForm> change) {
        Function<CsvForm, Source> written = source.written()
                .orElseThrow(() -> new DataException(
                        source.asked() + "." + step + ": only a csv file is read so; leave the step out"));
        return new Dataset(written.apply(change.apply(source.form())), choices, Optional.empty());
    }

    @Override
    Dataset asText(List<String> columns) {
        return source.written().isEmpty() ? this : form("text(\"" + columns.get(0) + "\")", form -> form.text(columns));
    }

    @Override
    Dataset columns(UnaryOperator<ColumnChoices> change) {
        ColumnChoices changed = change.apply(choices.columns());
        boolean sameRows = changed.needed().equals(choices.columns().needed());
        return checked(
                new Dataset(source, choices.columns(changed), sameRows ? Optional.of(target) : Optional.empty()));
    }

    @Override
    Dataset held(UnaryOperator<HoldChoices> change) {
        HoldChoices changed = change.apply(choices.held());
        boolean sameTest = changed.testRows().equals(choices.held().testRows());
        return new Dataset(source, choices.held(changed), sameTest ? Optional.of(target) : Optional.empty());
    }

    /** For people: the set's name, or the file's. */
    public String name() {
        return source.name();
    }

    /** Origin of the rows. */
    public Origin origin() {
        return source.origin();
    }

    /** All raw rows as a table of its own; official test rows come last, in the columns of the others. */
    public Table table() {
        Table table = content().table();
        return official()
                .map(test -> Below.of(table, test.table()))
                .orElse(table)
                .setName(name());
    }

    /** Number of rows in all. */
    public int size() {
        return content().size() + official().map(Content::size).orElse(0);
    }

    /** The column to be predicted. */
    public String targetName() {
        return target().name();
    }

    /** Kind of target: a class or a number. */
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
        return official().map(this::officialPart).orElseGet(() -> part("test", parts().test()));
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
        Source read = TestRows.readFor(source, coding.form());
        return coding.encode(read.form().equals(source.form()) ? content() : Prepared.of(read, choices));
    }

    /** Test rows that are set apart, prepared as the others are; their classes are those that they have. */
    private Dataset officialPart(Content rows) {
        Source part = source.part("test", rows);
        return new Dataset(
                part,
                choices,
                Optional.of(new Lazy<>(() -> Target.ofTest(
                        rows,
                        targetRule().name(),
                        choices.task().or(() -> Optional.of(task())),
                        choices.held().testRows().map(Source::asked).orElse(source.asked() + ".test()")))));
    }

    /** Test rows that are set apart; none where they are held out of these. */
    Optional<Content> official() {
        Optional<Content> given = source.whole().isPresent()
                ? Optional.empty()
                : choices.held().testRows().map(test -> TestRows.of(test, source.form(), choices));
        return given.isPresent() ? given : source.official();
    }

    /** The same rows with all choices made anew. */
    Dataset choose(DataChoices others) {
        return new Dataset(source, others, Optional.empty());
    }

    Source source() {
        return source;
    }

    public Content content() {
        return content.value();
    }

    @Override
    DataChoices choices() {
        return choices;
    }

    /** Choices that parties follow in round 0: statistics to tell, and columns that are features. */
    FeatureChoices featureChoices() {
        return ColumnUse.of(target(), choices, content().columns());
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

    /**
     * Parties whose rows lie elsewhere: all rows of this set are the coordinator's test rows, and what is said of it holds
     * for theirs.
     *
     * @throws DataException where an owner's rows cannot be used so
     */
    public Parties elsewhere(RowsElsewhere place) {
        return PartiesElsewhere.ask(this, place);
    }

    TargetRule targetRule() {
        return choices.target()
                .orElseThrow(() -> new DataException(source.asked() + ": it is not said what to predict; say "
                        + source.asked() + ".target(..) with one of its columns; "
                        + Nearest.hint("", content().columns())));
    }

    private Target readTarget() {
        return Target.of(content(), targetRule(), choices.task(), source.asked());
    }

    @Override
    public String toString() {
        return DatasetText.of(this);
    }
}
