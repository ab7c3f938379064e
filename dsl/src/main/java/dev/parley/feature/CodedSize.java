package dev.parley.feature;

import dev.parley.fault.DataException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The memory that coded rows take, said before it is allocated. */
final class CodedSize {
    /** Columns that a message names. */
    private static final int NAMED = 3;

    private CodedSize() {}

    /**
     * The length of an array of n x d floats.
     *
     * @throws DataException where it does not fit, even after garbage is collected
     */
    static int floats(int n, List<ColumnCode> columns) {
        long wanted = (long) Float.BYTES
                * n
                * columns.stream().mapToLong(ColumnCode::width).sum();
        if (wanted > free()) {
            System.gc();
        }
        return floats(n, columns, free());
    }

    /**
     * The same, of so much memory.
     *
     * @param free bytes that Java may still allocate
     * @throws DataException where it does not fit
     */
    static int floats(int n, List<ColumnCode> columns, long free) {
        long d = columns.stream().mapToLong(ColumnCode::width).sum();
        long length = n * d;
        if (length <= Integer.MAX_VALUE - 8 && Float.BYTES * length <= free) {
            return (int) length;
        }
        String widest = columns.stream()
                .sorted(Comparator.comparingInt(ColumnCode::width).reversed())
                .filter(column -> column.width() > 1)
                .limit(NAMED)
                .map(column -> "\"" + column.name() + "\" makes " + column.width())
                .collect(Collectors.joining(", "));
        throw new DataException(String.format(
                Locale.ROOT,
                "%,d rows x %,d features x 4 bytes are %.1f GB, but Java has %.1f GB left%s; leave columns out:"
                        + " without(..), take fewer rows, or give Java more memory (-Xmx)",
                n,
                d,
                Float.BYTES * length / 1e9,
                free / 1e9,
                widest.isEmpty() ? "" : ": column " + widest));
    }

    /** Bytes that Java may still allocate. */
    static long free() {
        Runtime java = Runtime.getRuntime();
        return java.maxMemory() - java.totalMemory() + java.freeMemory();
    }
}
