package dev.parley.example;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of a test.
 *
 * @param x n x d, C order
 * @param y n targets
 * @param width d
 */
@SuppressWarnings("ArrayRecordComponent")
public record ArrayExamples(float[] x, float[] y, int width) implements Examples {
    /** The rows of a golden case. */
    public static ArrayExamples of(JsonNode golden) {
        return new ArrayExamples(
                Golden.floats(golden.get("x")),
                Golden.floats(golden.get("y")),
                golden.get("sizes").get(0).asInt());
    }

    /** A shape for such rows; 0 classes are a regression. */
    public static Shape shape(int width, int classes) {
        return new Shape(
                classes == 0 ? Task.REGRESSION : Task.CLASSIFICATION,
                width,
                List.of(),
                IntStream.range(0, classes).mapToObj(c -> "c" + c).toList(),
                "y");
    }

    /** The party that holds all rows. */
    public Party party() {
        return new Party(0, "all", this);
    }

    @Override
    public int size() {
        return y.length;
    }

    @Override
    public void read(int[] rows, int from, int count, float[] into) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(x, rows[from + i] * width, into, i * width, width);
        }
    }

    @Override
    public float target(int row) {
        return y[row];
    }
}
