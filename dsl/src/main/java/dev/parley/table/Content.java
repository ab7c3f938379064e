package dev.parley.table;

import java.util.List;
import tech.tablesaw.api.Table;

/** Raw rows as they came, before any target, hold-out or coding: a table or images. */
public sealed interface Content permits TableContent, ImageContent {
    int size();

    /** The rows of the given indices, which rise. */
    Content rows(int[] rows);

    /** A table of the rows that the caller may keep. */
    Table table();

    /** The names of all columns, the target's among them. */
    List<String> columns();
}
