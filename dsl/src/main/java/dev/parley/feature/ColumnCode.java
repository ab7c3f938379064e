package dev.parley.feature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.fault.DataException;
import dev.parley.table.Cells;
import dev.parley.table.Columns;
import dev.parley.table.TableContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tech.tablesaw.columns.Column;

/** Code of one column of a table as one or more features, fitted once. */
sealed interface ColumnCode {
    String name();

    /** Number of features that it makes. */
    int width();

    /**
     * Codes its column of a table.
     *
     * @param table has the column
     * @param into n x d floats, takes this column's features of row r from r x d + offset
     */
    void encode(TableContent table, float[] into, int offset, int d);

    JsonNode toJson();

    static ColumnCode fromJson(JsonNode json) {
        String name = json.path("name").asText();
        if (json.has("categories")) {
            List<String> categories = new ArrayList<>();
            json.get("categories").forEach(category -> categories.add(category.asText()));
            return new Category(name, categories, json.path("fill").asText());
        }
        Optional<Double> fill = json.has("fill") ? Optional.of(json.get("fill").asDouble()) : Optional.empty();
        return new Scale(
                name, json.path("shift").asDouble(), json.path("factor").asDouble(), fill);
    }

    /**
     * A number x becomes (x - shift) x factor, computed in double.
     *
     * @param fill stands for a missing value; where it is empty a missing value is refused
     */
    record Scale(String name, double shift, double factor, Optional<Double> fill) implements ColumnCode {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public void encode(TableContent table, float[] into, int offset, int d) {
            Column<?> column = table.column(name);
            if (!Columns.isNumber(column)) {
                throw new DataException("column \"" + name + "\": numbers are needed, but the column holds "
                        + column.type().name() + " values" + first(table, column)
                        + "; correct the cells that are not numbers, or read the rows in the same way as those it was"
                        + " trained on");
            }
            for (int row = 0; row < column.size(); row++) {
                double value = Columns.number(column, row);
                if (Double.isNaN(value)) {
                    value = filled(table, row);
                }
                float coded = (float) ((value - shift) * factor);
                if (!Float.isFinite(coded)) {
                    throw notFinite(table, row, value);
                }
                into[row * d + offset] = coded;
            }
        }

        /** The first cell that is no number, with its row. */
        private static String first(TableContent table, Column<?> column) {
            for (int row = 0; row < column.size(); row++) {
                if (!column.isMissing(row) && !Cells.isNumber(column.getString(row))) {
                    return ", first \"" + column.getString(row) + "\" in row " + table.number(row);
                }
            }
            return "";
        }

        private DataException notFinite(TableContent table, int row, double value) {
            return new DataException("column \"" + name + "\", row " + table.number(row)
                    + (Double.isInfinite(value)
                            ? ": the value is infinite"
                            : ": the value " + value + " is too large for a model's 4-byte numbers")
                    + "; correct it, or leave the cell empty");
        }

        private double filled(TableContent table, int row) {
            return fill.orElseThrow(() -> new DataException("column \"" + name + "\", row " + table.number(row)
                    + ": the value is missing, and nothing was learned to fill it with;"
                    + " fill it, or use features(standardized())"));
        }

        @Override
        public JsonNode toJson() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("name", name).put("shift", shift).put("factor", factor);
            fill.ifPresent(value -> json.put("fill", value));
            return json;
        }
    }

    /**
     * A text becomes one feature a category, 1 for its own and 0 for the others; all 0 for a category never seen.
     *
     * @param categories sorted
     * @param fill stands for a missing value
     */
    record Category(String name, List<String> categories, String fill) implements ColumnCode {
        public Category {
            categories = List.copyOf(categories);
        }

        @Override
        public int width() {
            return categories.size();
        }

        @Override
        public void encode(TableContent table, float[] into, int offset, int d) {
            Column<?> column = table.column(name);
            Map<String, Integer> places = new HashMap<>();
            categories.forEach(category -> places.put(category, places.size()));
            for (int row = 0; row < column.size(); row++) {
                String value = column.isMissing(row) ? fill : Columns.label(column, row);
                Integer place = places.get(value);
                if (place != null) {
                    into[row * d + offset + place] = 1;
                } else {
                    checkWritten(table, row, value);
                }
            }
        }

        /** Refuses a code that is a category but for the way it is written, as {@code 1001} where it was {@code 01001}. */
        private void checkWritten(TableContent table, int row, String value) {
            if (!Cells.isNumber(value)) {
                return;
            }
            double number = Double.parseDouble(value);
            categories.stream()
                    .filter(known -> Cells.isNumber(known) && Double.parseDouble(known) == number)
                    .findFirst()
                    .ifPresent(known -> {
                        throw new DataException("column \"" + name + "\", row " + table.number(row) + ": \"" + value
                                + "\" is written as \"" + known
                                + "\" in the rows that were trained on; read these rows in"
                                + " the same way: text(\"" + name + "\")");
                    });
        }

        @Override
        public JsonNode toJson() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("name", name);
            categories.forEach(json.putArray("categories")::add);
            return json.put("fill", fill);
        }
    }
}
