package dev.parley.bench;

import static dev.parley.Parley.data;
import static dev.parley.Parley.dataset;
import static dev.parley.Parley.iid;

import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.num.Seed;
import org.apache.commons.rng.UniformRandomProvider;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** The rows that are trained on: MNIST's images, and a table of 13 numbers a row. */
final class Sets {
    private static final int TABLE_ROWS = 10_000;
    private static final int TABLE_COLUMNS = 13;

    private Sets() {}

    /** All training rows in one hand: of {@code table}, or of a data set that Parley brings. */
    static Parties pooled(String name) {
        return (name.equals("table") ? table() : dataset(name)).split(1, iid());
    }

    /** 13 columns of uniform numbers and a linear target: the size of the old housing data. */
    static Dataset table() {
        UniformRandomProvider random = new Seed(1).at("table").random();
        Table table = Table.create("table");
        double[] sum = new double[TABLE_ROWS];
        for (int c = 0; c < TABLE_COLUMNS; c++) {
            double[] values = new double[TABLE_ROWS];
            for (int i = 0; i < TABLE_ROWS; i++) {
                values[i] = random.nextDouble();
                sum[i] += (c - 6) * values[i];
            }
            table.addColumns(DoubleColumn.create("x" + c, values));
        }
        return data(table.addColumns(DoubleColumn.create("y", sum))).target("y");
    }
}
