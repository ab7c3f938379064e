package dev.parley.spark;

import dev.parley.table.CsvForm;
import dev.parley.table.TableContent;
import java.io.Serializable;

/** The rows of one owner, which are read where they are worked on. */
interface OneSite extends Serializable {
    /** Its place among all. */
    int index();

    /** The name of the party. */
    String name();

    /**
     * Its rows.
     *
     * @param form how files of cells are written
     * @throws dev.parley.fault.DataException where they are no table
     */
    TableContent read(CsvForm form);
}
