package dev.parley.spark;

import dev.parley.fault.DataException;
import dev.parley.table.CsvForm;
import dev.parley.table.Source;
import dev.parley.table.TableContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of cells on a file system that the executors reach.
 *
 * @param settings of the file system, which a process of its own does not know
 */
record CsvSite(int index, String name, String path, HashMap<String, String> settings) implements OneSite {
    @Override
    public TableContent read(CsvForm form) {
        Configuration there = new Configuration();
        settings.forEach(there::set);
        Path file = new Path(path);
        try (InputStream in = file.getFileSystem(there).open(file)) {
            return Source.cells(path, in.readAllBytes(), form);
        } catch (IOException e) {
            throw new DataException(
                    "csv(\"" + path + "\"): the executors cannot read the file (" + reason(e)
                            + "); put it where all of them reach it under this path",
                    e);
        }
    }

    private static @Nullable String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
