package dev.parley.data;

import dev.parley.example.Examples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Small tables and files for the tests of this room. */
public final class Samples {
    private Samples() {}

    /** A hundred patients of four hospitals: a text with gaps, numbers with gaps, a large number, a constant. */
    static Table patients() {
        String[] hospitals = {"north", "south", "east", "west"};
        String[] kinds = {"b", "a", "c"};
        return Table.create("patients")
                .addColumns(
                        text("hospital", i -> hospitals[i % 7 % 4]),
                        number("age", i -> i % 9 == 0 ? Double.NaN : 20 + (i * 37 % 61)),
                        number("large", i -> 1e6 + (i * 13 % 17) * 0.01),
                        number("constant", i -> 0.1),
                        text("kind", i -> i % 10 == 3 ? "" : kinds[i % 5 % 3]),
                        text("ill", i -> i * 31 % 11 < 5 ? "yes" : "no"));
    }

    private static DoubleColumn number(String name, IntFunction<Double> value) {
        double[] values = new double[100];
        Arrays.setAll(values, value::apply);
        return DoubleColumn.create(name, values);
    }

    private static StringColumn text(String name, IntFunction<String> value) {
        String[] values = new String[100];
        Arrays.setAll(values, value);
        return StringColumn.create(name, values);
    }

    static String file(Path folder, String name, String text, Charset charset) {
        try {
            return Files.write(folder.resolve(name), text.getBytes(charset)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String file(Path folder, String name, String text) {
        return file(folder, name, text, StandardCharsets.UTF_8);
    }

    public static float[] all(Examples examples) {
        int[] rows = new int[examples.size()];
        Arrays.setAll(rows, i -> i);
        float[] values = new float[examples.size() * examples.width()];
        examples.read(rows, 0, rows.length, values);
        return values;
    }
}
