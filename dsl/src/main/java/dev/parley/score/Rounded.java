package dev.parley.score;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;

/** Columns of shares: four digits when they are printed, all of them when they are read. */
public final class Rounded {
    private Rounded() {}

    /** A column of values, NaN where there is none. */
    public static DoubleColumn column(String name, double[] values) {
        DoubleColumn column = DoubleColumn.create(name, values);
        column.setPrintFormatter(new DecimalFormat("0.0000", DecimalFormatSymbols.getInstance(Locale.ROOT)), "");
        return column;
    }
}
