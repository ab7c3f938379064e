package dev.parley.spark;

import static dev.parley.Parley.*;
import static dev.parley.Partitions.byFile;
import static dev.parley.spark.Spark.spark;

import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Three sites' files and test rows, read here and by executors. */
abstract class SiteFiles {
    static final Spark LOCAL = spark("local[2]");

    @TempDir
    Path folder;

    @BeforeAll
    static void home() {
        SparkHome.make();
    }

    private static String row(int i) {
        return LocalDate.of(2024, 1, 1).plusDays(i % 90) + ";" + (i * 7 % 31) + "," + i % 10 + ";"
                + (i % 11 == 0 ? "n.d." : "abc".charAt(i % 3)) + ";" + i % 5 + ";" + (i * 13 % 17 > 7 ? "ill" : "well");
    }

    @BeforeEach
    void writeSites() throws IOException {
        write("sites/north.csv", 0, 61);
        write("sites/south.csv", 61, 30);
        write("sites/west.csv", 91, 90);
        write("test.csv", 200, 50);
    }

    void write(String name, int from, int rows) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("when;dose;kind;stage;state"),
                                IntStream.range(from, from + rows).mapToObj(SiteFiles::row))
                        .toList());
    }

    Dataset used(Dataset rows) {
        return rows.missing("n.d.").decimal(',').date("when").category("stage").target("state");
    }

    Dataset test() {
        return used(csv(folder + "/test.csv"));
    }

    String sites() {
        return folder + "/sites/*.csv";
    }

    Parties here(UnaryOperator<Dataset> more) {
        return more.apply(used(folder(sites())))
                .testRows(csv(folder + "/test.csv"))
                .split(byFile());
    }

    Parties there(UnaryOperator<Dataset> more) {
        return LOCAL.sites(sites(), more.apply(test()));
    }
}
