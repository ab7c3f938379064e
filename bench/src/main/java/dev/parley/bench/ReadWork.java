package dev.parley.bench;

import dev.parley.data.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import tech.tablesaw.api.Table;

/** A csv file of numbers, a category and a class, read to a table by Parley and by Tablesaw's own reader. */
final class ReadWork {
    private final Path file;

    ReadWork(int rows, int columns) {
        try {
            file = Files.createTempFile("parley-read", ".csv");
            file.toFile().deleteOnExit();
            write(rows, columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(int rows, int columns) throws IOException {
        Random random = new Random(1);
        try (Writer out = Files.newBufferedWriter(file)) {
            for (int column = 0; column < columns; column++) {
                out.append(column == 0 ? "v0" : ",v" + column);
            }
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    out.append(column == 0 ? "\n" : ",").append(cell(random, column, columns));
                }
            }
        }
    }

    private static String cell(Random random, int column, int columns) {
        if (column >= columns - 2) {
            return column == columns - 1 ? "" + random.nextInt(2) : "kind " + random.nextInt(9);
        }
        return column % 4 == 0
                ? Integer.toString(random.nextInt(100_000))
                : String.format(Locale.ROOT, "%.6f", random.nextGaussian());
    }

    /** Seconds by the clock. */
    double seconds(boolean ours) {
        long start = System.nanoTime();
        Table table = ours ? Dataset.csv(file.toString()).table() : Table.read().csv(file.toFile());
        double taken = (System.nanoTime() - start) / 1e9;
        if (table.rowCount() < 1) {
            throw new IllegalStateException("no row was read: this measures nothing");
        }
        return taken;
    }
}
