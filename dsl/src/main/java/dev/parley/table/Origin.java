package dev.parley.table;

import java.util.List;

/**
 * Origin of a data set, so that a saved run can find it again.
 *
 * @param kind how it was asked for
 * @param where the name of a {@code NAMED} set, the paths of files, or empty for a {@code TABLE}
 * @param charset of a {@code CSV} file or {@code FOLDER}, else empty
 * @param sha256 checksum of the files' bytes, of a named set's checksums, or of the table's text
 */
public record Origin(Kind kind, List<String> where, String charset, String sha256) {
    /** The ways to come by data. */
    public enum Kind {
        /** {@code dataset("iris")}. */
        NAMED,
        /** {@code csv("patients.csv")}. */
        CSV,
        /** {@code folder("sites/*.csv")}: the pattern, then the paths of the files. */
        FOLDER,
        /** {@code images("images.gz", "labels.gz")}. */
        IMAGES,
        /** Rows that stay at another place, which is how they were asked for. */
        ELSEWHERE,
        /** {@code data(table)}: made in the notebook, not to be found again. */
        TABLE
    }

    public Origin {
        where = List.copyOf(where);
    }
}
