package dev.parley.data;

import static dev.parley.Parley.csv;
import static dev.parley.Parley.data;
import static dev.parley.Parley.folder;

import dev.parley.partition.Iid;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Sixty visits to a hospital, in a file. */
final class Visits {
    private Visits() {}

    /** Sixty visits: a code, a number, a date, a stage with gaps, an outcome. */
    static String visits(int from) {
        StringBuilder text = new StringBuilder("code,x,when,stage,outcome\n");
        for (int i = from; i < from + 60; i++) {
            text.append(i % 3 + 1)
                    .append(',')
                    .append(i * 7 % 31)
                    .append(',')
                    .append(LocalDate.of(2024, 1, 1).plusDays(i * 11 % 60))
                    .append(',')
                    .append(i % 10 == 0 ? "" : "" + i % 4)
                    .append(',')
                    .append(i % 7 < 2 ? "fraud\n" : i % 7 < 4 ? "late\n" : "fine\n");
        }
        return text.toString();
    }

    static Dataset file(Path folder) {
        return csv(Samples.file(folder, "visits.csv", visits(0)));
    }

    static List<String> features(Dataset data) {
        return data.split(2, new Iid()).coding().features();
    }
}
