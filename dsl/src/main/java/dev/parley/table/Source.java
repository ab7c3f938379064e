package dev.parley.table;

import dev.parley.fault.DataException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tech.tablesaw.api.Table;

/**
 * Where rows come from, and the rows.
 *
 * @param name for people
 * @param asked how it was asked for, to begin messages with
 * @param content the rows; training rows only where test rows are official
 * @param official test rows that everybody who uses the set holds out
 * @param whole where these are a part of another source's rows, its name
 */
public record Source(
        Origin origin,
        String name,
        String asked,
        Lazy<Content> content,
        Optional<Content> official,
        Optional<String> whole) {
    private Source(Origin origin, String name, String asked, Lazy<Content> content, Optional<Content> official) {
        this(origin, name, asked, content, official, Optional.empty());
    }

    public static Source named(String name, Catalog.Named read) {
        Origin origin = new Origin(Origin.Kind.NAMED, List.of(name), "", read.sha256());
        return new Source(origin, name, "dataset(\"" + name + "\")", new Lazy<>(read::content), read.official());
    }

    public static Source csv(String path, Charset charset) {
        String asked = "csv(\"" + path + "\")";
        byte[] packed = Bytes.file(path, asked);
        Origin origin = new Origin(Origin.Kind.CSV, List.of(path), charset.name(), Bytes.sha256(packed));
        // read when first needed: the charset may still be said
        Lazy<Content> content =
                new Lazy<>(() -> filled(Csv.read(Bytes.unpacked(packed, asked), charset, asked), asked));
        Path file = Path.of(path).getFileName();
        return new Source(origin, String.valueOf(file), asked, content, Optional.empty());
    }

    public static Source table(Table table) {
        Content copy = filled(TableContent.of(table.copy()), "data(table)");
        String name = table.name() == null || table.name().isBlank() ? "table" : table.name();
        Origin origin = new Origin(Origin.Kind.TABLE, List.of(), "", Bytes.sha256(copy.table()));
        return new Source(origin, name, "data(table)", new Lazy<>(() -> copy), Optional.empty());
    }

    public static Source images(String images, String labels) {
        String asked = "images(\"" + images + "\", \"" + labels + "\")";
        byte[] pixels = Bytes.file(images, asked);
        byte[] classes = Bytes.file(labels, asked);
        Content read =
                Idx.read(Bytes.unpacked(pixels, asked), Bytes.unpacked(classes, asked), List.of(), "label", asked);
        Origin origin = new Origin(Origin.Kind.IMAGES, List.of(images, labels), "", Bytes.sha256(pixels, classes));
        return new Source(origin, "images", asked, new Lazy<>(() -> read), Optional.empty());
    }

    /** A part of these rows as a source of its own. */
    public Source part(String part, Content rows) {
        return new Source(
                origin,
                name + " " + part,
                asked + "." + part + "()",
                new Lazy<>(() -> rows),
                Optional.empty(),
                Optional.of(name));
    }

    private static Content filled(TableContent table, String asked) {
        if (table.size() == 0) {
            throw new DataException(asked + ": the table has " + table.raw().columnCount()
                    + " columns but no row; give one with at least two rows");
        }
        return table;
    }
}
