package dev.parley.feature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.example.DenseExamples;
import dev.parley.example.Examples;
import dev.parley.example.ImageExamples;
import dev.parley.example.Shape;
import dev.parley.example.TargetScale;
import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import dev.parley.table.Columns;
import dev.parley.table.Content;
import dev.parley.table.CsvForm;
import dev.parley.table.ImageContent;
import dev.parley.table.TableContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The fitted way from raw rows to a model's inputs: scaling, categories, fills and class names.
 *
 * <p>A model keeps it, in its file too, so that it takes raw rows and predicts the same bits in another process.
 */
public final class Coding {
    private final Shape shape;
    private final List<ColumnCode> columns;
    private final List<DateParts> dates;
    private final List<String> missing;
    private final List<String> texts;

    /**
     * A coding.
     *
     * @param dates columns that numbers are made of first
     */
    Coding(Shape shape, List<ColumnCode> columns, List<DateParts> dates) {
        this(shape, columns, dates, List.of(), List.of());
    }

    private Coding(
            Shape shape, List<ColumnCode> columns, List<DateParts> dates, List<String> missing, List<String> texts) {
        this.shape = shape;
        this.columns = List.copyOf(columns);
        this.dates = List.copyOf(dates);
        this.missing = List.copyOf(missing);
        this.texts = List.copyOf(texts);
    }

    /** The same coding, of rows that were read so: it keeps words for missing values, and features kept as written. */
    public Coding readAs(CsvForm form) {
        List<String> own = form.text().stream()
                .filter(name -> columns.stream().anyMatch(code -> code.name().equals(name)))
                .toList();
        return new Coding(shape, columns, dates, form.missing(), own);
    }

    /** The form in which a file that nothing was said of is to be read for it. */
    public CsvForm form() {
        return CsvForm.DEFAULT.missing(missing).text(texts);
    }

    /** Shape of the coded rows. */
    public Shape shape() {
        return shape;
    }

    /** The names of the d features: a column, or {@code column=category}; empty for images. */
    public List<String> features() {
        List<String> names = new ArrayList<>();
        for (ColumnCode code : columns) {
            if (code instanceof ColumnCode.Category category) {
                category.categories().forEach(each -> names.add(code.name() + "=" + each));
            } else {
                names.add(code.name());
            }
        }
        return names;
    }

    /**
     * Codes all rows of a table. Where it lacks the target, or a value of it, that target is NaN.
     *
     * @throws DataException where a column is missing or of another kind
     */
    public Examples encode(Table table) {
        return encode(TableContent.of(table));
    }

    /**
     * Codes all rows of raw content.
     *
     * @throws DataException where a column is missing, or images are of another size
     */
    public Examples encode(Content content) {
        return content instanceof ImageContent images ? images(images) : table(dated((TableContent) content));
    }

    /** With the numbers of dates, where they are not there yet and a feature needs them. */
    private TableContent dated(TableContent table) {
        TableContent all = table;
        for (DateParts date : dates) {
            boolean needed = columns.stream().anyMatch(code -> date.makes(code.name()) && !table.has(code.name()));
            all = needed ? date.addTo(all, "the model") : all;
        }
        return all;
    }

    private Examples images(ImageContent images) {
        if (!shape.image().equals(List.of(images.height(), images.width(), 1))) {
            throw new DataException("the rows are images of " + images.height() + " x " + images.width() + ", but "
                    + wanted() + "; give rows of the kind it was trained on");
        }
        float[] indices = new float[images.classes().size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = shape.classes().indexOf(images.classes().get(i));
        }
        float[] targets = new float[images.size()];
        for (int row = 0; row < targets.length; row++) {
            float index = indices[images.labels()[row] & 0xff];
            targets[row] = index < 0 ? Float.NaN : index;
        }
        return new ImageExamples(images.pixels(), images.area(), targets);
    }

    private String wanted() {
        return shape.image().isEmpty()
                ? "the model takes a table's columns"
                : "the model takes images of " + shape.image().get(0) + " x "
                        + shape.image().get(1);
    }

    private Examples table(TableContent table) {
        if (!shape.image().isEmpty()) {
            throw new DataException(
                    "the rows are a table's, but " + wanted() + "; give rows of the kind it was trained on");
        }
        int d = shape.width();
        float[] features = new float[CodedSize.floats(table.size(), columns)];
        int offset = 0;
        for (ColumnCode code : columns) {
            if (!table.has(code.name())) {
                throw new DataException("the model needs a column \"" + code.name() + "\", which the table lacks; "
                        + Nearest.hint(code.name(), table.columns()));
            }
            code.encode(table, features, offset, d);
            offset += code.width();
        }
        return new DenseExamples(features, d, targets(table));
    }

    private float[] targets(TableContent table) {
        float[] targets = new float[table.size()];
        Arrays.fill(targets, Float.NaN);
        if (table.has(shape.target())) {
            Column<?> column = table.column(shape.target());
            for (int row = 0; row < targets.length; row++) {
                if (!column.isMissing(row)) {
                    targets[row] = target(column, row);
                }
            }
        }
        return targets;
    }

    private float target(Column<?> column, int row) {
        if (shape.task() == Task.CLASSIFICATION) {
            int index = shape.classes().indexOf(Columns.label(column, row));
            return index < 0 ? Float.NaN : index;
        }
        return Columns.isNumber(column) ? shape.scale().coded(Columns.number(column, row)) : Float.NaN;
    }

    /** This coding as JSON. */
    public JsonNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", 1).put("task", shape.task().name().toLowerCase(java.util.Locale.ROOT));
        json.put("target", shape.target());
        if (!shape.scale().equals(TargetScale.NONE)) {
            json.put("targetShift", shape.scale().shift())
                    .put("targetUnit", shape.scale().unit());
        }
        ArrayNode classes = json.putArray("classes");
        shape.classes().forEach(classes::add);
        if (!shape.image().isEmpty()) {
            ArrayNode image = json.putArray("image");
            shape.image().forEach(image::add);
        }
        if (!dates.isEmpty()) {
            ArrayNode made = json.putArray("dates");
            dates.forEach(date -> made.addObject().put("column", date.column()).put("pattern", date.pattern()));
        }
        if (!missing.isEmpty()) {
            missing.forEach(json.putArray("missing")::add);
        }
        if (!texts.isEmpty()) {
            texts.forEach(json.putArray("text")::add);
        }
        ArrayNode codes = json.putArray("columns");
        columns.forEach(code -> codes.add(code.toJson()));
        return json;
    }

    /**
     * The coding that was written by {@link #toJson}.
     *
     * @throws DataException where the JSON is of another format
     */
    public static Coding fromJson(JsonNode json) {
        if (json.path("format").asInt() != 1) {
            throw new DataException(
                    "the coding is of format " + json.path("format").asText("none")
                            + ", but this version reads format 1; open it with the version that wrote it");
        }
        List<ColumnCode> columns = new ArrayList<>();
        json.path("columns").forEach(column -> columns.add(ColumnCode.fromJson(column)));
        List<DateParts> dates = new ArrayList<>();
        json.path("dates")
                .forEach(date -> dates.add(new DateParts(
                        date.path("column").asText(), date.path("pattern").asText())));
        List<String> classes = new ArrayList<>();
        json.path("classes").forEach(name -> classes.add(name.asText()));
        List<Integer> image = new ArrayList<>();
        json.path("image").forEach(size -> image.add(size.asInt()));
        int width = image.isEmpty()
                ? columns.stream().mapToInt(ColumnCode::width).sum()
                : image.stream().reduce(1, Math::multiplyExact);
        TargetScale scale = new TargetScale(
                json.path("targetShift").asDouble(0), json.path("targetUnit").asDouble(1));
        Task task = Task.valueOf(json.path("task").asText().toUpperCase(java.util.Locale.ROOT));
        return new Coding(
                new Shape(task, width, image, classes, json.path("target").asText(), scale),
                columns,
                dates,
                texts(json.path("missing")),
                texts(json.path("text")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Coding that
                && shape.equals(that.shape)
                && columns.equals(that.columns)
                && dates.equals(that.dates)
                && form().equals(that.form());
    }

    @Override
    public int hashCode() {
        return shape.hashCode() * 31 + columns.hashCode();
    }

    @Override
    public String toString() {
        return shape.image().isEmpty()
                ? shape.width() + " features from " + columns.size() + " columns"
                : "images of " + shape.image().get(0) + " x " + shape.image().get(1) + " in [0, 1]";
    }
}
