package dev.parley.spark;

import dev.parley.fault.DataException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** Columns of a DataFrame as columns of a table: whole numbers, numbers, texts; booleans, dates and times as text. */
final class FrameColumns {
    private FrameColumns() {}

    /** Kind of values in a column of a table. */
    enum Kind {
        WHOLE,
        NUMBER,
        TEXT,
        OTHER
    }

    /** A column by its name and kind, as it travels. */
    record One(String name, Kind kind) implements Serializable {
        Column<?> column(List<? extends @Nullable Object> values) {
            return switch (kind) {
                case WHOLE -> {
                    LongColumn column = LongColumn.create(name);
                    values.forEach(value -> {
                        if (value == null) {
                            column.appendMissing();
                        } else {
                            column.append(((Number) value).longValue());
                        }
                    });
                    yield column;
                }
                case NUMBER ->
                    DoubleColumn.create(
                            name,
                            values.stream()
                                    .mapToDouble(value -> value == null ? Double.NaN : ((Number) value).doubleValue()));
                default ->
                    StringColumn.create(name, values.stream().map(value -> value == null ? "" : String.valueOf(value)));
            };
        }
    }

    /** All but the one that says whose a row is. */
    static List<One> of(StructType schema, int key) {
        List<One> columns = new ArrayList<>();
        StructField[] fields = schema.fields();
        for (int i = 0; i < fields.length; i++) {
            if (i != key) {
                columns.add(new One(fields[i].name(), kind(fields[i])));
            }
        }
        return columns;
    }

    /**
     * Refuses columns that no table has.
     *
     * @throws DataException for the first
     */
    static void check(StructType schema, String asked) {
        Set<String> names = new HashSet<>();
        for (StructField field : schema.fields()) {
            if (!names.add(field.name().toLowerCase(Locale.ROOT))) {
                throw new DataException(asked + ": two columns are called \"" + field.name()
                        + "\", but for their case; rename one: frame.withColumnRenamed(..)");
            }
            if (kind(field) == Kind.OTHER) {
                throw new DataException(asked + ": column \"" + field.name() + "\" holds "
                        + field.dataType().typeName() + " values, which no table has; leave it out: frame.drop(\""
                        + field.name() + "\")");
            }
        }
    }

    /**
     * The frame with dates and times as ISO text, as in a csv file: of their own types Spark makes classes that Java's modules
     * close.
     */
    static Dataset<Row> written(Dataset<Row> frame) {
        Dataset<Row> all = frame;
        for (StructField field : frame.schema().fields()) {
            if (field.dataType().typeName().matches("date|timestamp.*")) {
                all = all.withColumn(
                        field.name(), all.col("`" + field.name() + "`").cast("string"));
            }
        }
        return all;
    }

    private static Kind kind(StructField field) {
        String type = field.dataType().typeName();
        return switch (type) {
            case "byte", "short", "integer", "long" -> Kind.WHOLE;
            case "float", "double" -> Kind.NUMBER;
            case "string", "boolean", "date", "timestamp", "timestamp_ntz" -> Kind.TEXT;
            default ->
                type.startsWith("decimal")
                        ? Kind.NUMBER
                        : type.startsWith("varchar") || type.startsWith("char") ? Kind.TEXT : Kind.OTHER;
        };
    }
}
