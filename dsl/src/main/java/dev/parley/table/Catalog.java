package dev.parley.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The data sets packed in the jar {@code parley-datasets}: listed, read, checked by their sums, and kept while memory allows. */
public final class Catalog {
    private static final String ROOT = "dev/parley/datasets/";
    private static final Map<String, SoftReference<Named>> KEPT = new ConcurrentHashMap<>();

    /**
     * One set as read.
     *
     * @param content its rows; training rows only where test rows are official
     * @param official the official test rows
     * @param task what to predict
     * @param target the column
     * @param sha256 of its files' checksums, written one behind the other
     */
    public record Named(Content content, Optional<Content> official, Task task, String target, String sha256) {}

    private Catalog() {}

    public static Named read(String name) {
        SoftReference<Named> kept = KEPT.get(name);
        Named known = kept == null ? null : kept.get();
        if (known == null) {
            known = load(name);
            KEPT.put(name, new SoftReference<>(known));
        }
        return known;
    }

    private static Named load(String name) {
        String asked = "dataset(\"" + name + "\")";
        List<String> names = names();
        if (!names.contains(name)) {
            throw new DataException(asked + ": there is no such data set; " + Nearest.hint(name, names)
                    + (Nearest.hint(name, names).endsWith("?") ? " datasets() lists all" : ""));
        }
        JsonNode about = about(name);
        List<byte[]> files = new ArrayList<>();
        StringBuilder sums = new StringBuilder();
        for (JsonNode file : about.get("files")) {
            byte[] bytes = resource(name + "/" + file.get("name").asText());
            if (!Bytes.sha256(bytes).equals(file.get("sha256").asText())) {
                throw new DataException(asked + ": " + file.get("name").asText() + " is not what its checksum says;"
                        + " the jar parley-datasets is damaged, fetch it again");
            }
            sums.append(file.get("sha256").asText());
            files.add(Bytes.unpacked(bytes, asked));
        }
        String target = about.get("target").asText();
        Task task = Task.valueOf(about.get("task").asText().toUpperCase(java.util.Locale.ROOT));
        String sum = Bytes.sha256(sums.toString().getBytes(StandardCharsets.UTF_8));
        if (!about.get("images").asBoolean()) {
            Content table = Csv.read(Letters.of(files.get(0), StandardCharsets.UTF_8, asked), CsvForm.DEFAULT, asked);
            return new Named(table, Optional.empty(), task, target, sum);
        }
        List<String> classes = new ArrayList<>();
        about.get("classes").forEach(each -> classes.add(each.asText()));
        Content train = Idx.read(files.get(0), files.get(1), classes, target, asked);
        Content test = Idx.read(files.get(2), files.get(3), classes, target, asked);
        return new Named(train, Optional.of(test), task, target, sum);
    }

    /** A line a set; nothing but its description is read. */
    public static Table table() {
        StringColumn name = StringColumn.create("name");
        StringColumn title = StringColumn.create("title");
        IntColumn rows = IntColumn.create("rows");
        IntColumn features = IntColumn.create("features");
        StringColumn task = StringColumn.create("task");
        StringColumn target = StringColumn.create("target");
        IntColumn classes = IntColumn.create("classes");
        StringColumn licence = StringColumn.create("licence");
        for (String each : names()) {
            JsonNode about = about(each);
            name.append(each);
            title.append(about.get("title").asText());
            rows.append(about.get("rows").asInt());
            features.append(about.get("features").asInt());
            task.append(about.get("task").asText());
            target.append(about.get("target").asText());
            if (about.has("classes")) {
                classes.append(about.get("classes").size());
            } else {
                classes.appendMissing();
            }
            licence.append(about.get("licence").asText());
        }
        return Table.create("data sets", name, rows, features, task, classes, target, licence, title);
    }

    private static List<String> names() {
        return new String(resource("index.txt"), StandardCharsets.UTF_8).lines().toList();
    }

    private static JsonNode about(String name) {
        try {
            return new ObjectMapper().readTree(resource(name + "/dataset.json"));
        } catch (IOException e) {
            throw new DataException(
                    "dataset(\"" + name + "\"): its description cannot be read (" + e + ");"
                            + " the jar parley-datasets is damaged, fetch it again",
                    e);
        }
    }

    private static byte[] resource(String path) {
        try (InputStream in = open(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new DataException(
                    path + " cannot be read from the jar parley-datasets (" + e + "); fetch it again", e);
        }
    }

    private static InputStream open(String path) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        InputStream in = Catalog.class.getClassLoader().getResourceAsStream(ROOT + path);
        // a notebook may have put the data on its class path later than the library
        if (in == null && context != null) {
            in = context.getResourceAsStream(ROOT + path);
        }
        if (in == null) {
            throw new DataException(
                    "the data sets are not on the class path; add the jar dev.parley:parley-datasets to it");
        }
        return in;
    }
}
