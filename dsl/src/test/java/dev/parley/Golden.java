package dev.parley;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Values of independent implementations; src/test/golden has the script that made each file. */
public final class Golden {
    private Golden() {}

    /** A file of src/test/resources/golden, whose format must be 1. */
    public static JsonNode file(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
            JsonNode file = new ObjectMapper().readTree(Objects.requireNonNull(in, "no golden file " + name));
            if (file.path("format").asInt() != 1) {
                throw new IllegalStateException(name + " is not of format 1");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The elements of an array. */
    public static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    public static double[] doubles(JsonNode array) {
        return each(array).mapToDouble(JsonNode::asDouble).toArray();
    }

    public static int[] ints(JsonNode array) {
        return each(array).mapToInt(JsonNode::asInt).toArray();
    }

    /** Numbers that float32 holds exactly. */
    public static float[] floats(JsonNode array) {
        double[] values = doubles(array);
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
            if (floats[i] != values[i]) {
                throw new IllegalStateException(values[i] + " is not a float32");
            }
        }
        return floats;
    }

    /** The largest of |a_i - b_i| / max(1, |b_i|). */
    public static double distance(float[] actual, double[] expected) {
        if (actual.length != expected.length) {
            throw new IllegalArgumentException(actual.length + " values against " + expected.length);
        }
        return IntStream.range(0, actual.length)
                .mapToDouble(i -> Math.abs(actual[i] - expected[i]) / Math.max(1, Math.abs(expected[i])))
                // Math::max keeps a NaN, so that no NaN can pass for near
                .reduce(0, Math::max);
    }
}
