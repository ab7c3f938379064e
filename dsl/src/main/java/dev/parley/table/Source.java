package dev.parley.table;

import dev.parley.fault.DataException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tech.tablesaw.api.Table;

/**
 * Rows, and the place that they come from.
 *
 * @param name for people
 * @param asked how it was asked for, to begin messages with
 * @param content the rows; training rows only where test rows are official
 * @param official test rows that everybody who uses the set holds out
 * @param whole where these are a part of another source's rows, its name
 * @param form the way in which its files are written; the default where it has none
 * @param written the same files, read in another form; none where rows are not from files of cells
 */
public record Source(
        Origin origin,
        String name,
        String asked,
        Lazy<Content> content,
        Optional<Content> official,
        Optional<String> whole,
        CsvForm form,
        Optional<Function<CsvForm, Source>> written) {
    /** The column of a folder's rows that says which file they are from. */
    public static final String FILE = Csv.FILE;

    private Source(Origin origin, String name, String asked, Lazy<Content> content, Optional<Content> official) {
        this(origin, name, asked, content, official, Optional.empty(), CsvForm.DEFAULT, Optional.empty());
    }

    public static Source named(String name, Catalog.Named read) {
        Origin origin = new Origin(Origin.Kind.NAMED, List.of(name), "", read.sha256());
        return new Source(origin, name, "dataset(\"" + name + "\")", new Lazy<>(read::content), read.official());
    }

    public static Source csv(String path) {
        return csv(new FileBytes(path, "csv(\"" + path + "\")"), CsvForm.DEFAULT);
    }

    private static Source csv(FileBytes file, CsvForm form) {
        String asked = "csv(\"" + file.path() + "\")";
        Origin origin = new Origin(Origin.Kind.CSV, List.of(file.path()), form.charset(), file.sha256());
        // read when first needed: the form may still be said
        Lazy<Content> content = new Lazy<>(() -> filled(Csv.read(text(file, form, asked), form, asked), asked));
        return new Source(
                origin,
                file.name(),
                asked,
                content,
                Optional.empty(),
                Optional.empty(),
                form,
                Optional.of(other -> csv(file, other)));
    }

    /** The files of a folder that a pattern such as {@code sites/*.csv} names, in the order of their names. */
    public static Source folder(String pattern) {
        String asked = "folder(\"" + pattern + "\")";
        return files(pattern, FolderFiles.find(pattern, asked));
    }

    /**
     * Files of the same columns.
     *
     * @param pattern they were asked for by
     * @param paths of each
     */
    public static Source files(String pattern, List<String> paths) {
        String asked = "folder(\"" + pattern + "\")";
        List<FileBytes> files = paths.stream()
                .map(path -> new FileBytes(path, asked + ", " + path))
                .toList();
        return files(pattern, files, CsvForm.DEFAULT);
    }

    private static Source files(String pattern, List<FileBytes> files, CsvForm form) {
        String asked = "folder(\"" + pattern + "\")";
        String sum = Bytes.sha256(files.stream()
                .map(FileBytes::sha256)
                .reduce("", String::concat)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        List<String> where = new java.util.ArrayList<>(List.of(pattern));
        files.forEach(file -> where.add(file.path()));
        Origin origin = new Origin(Origin.Kind.FOLDER, where, form.charset(), sum);
        Lazy<Content> content = new Lazy<>(() -> filled(
                Csv.read(
                        files.stream()
                                .map(file -> text(file, form, asked + ", " + file.name()))
                                .toList(),
                        called(files.stream().map(FileBytes::name).toList()),
                        form,
                        asked),
                asked));
        Path folder = Path.of(files.get(0).path()).getParent();
        return new Source(
                origin,
                folder == null ? "folder" : String.valueOf(folder.getFileName()),
                asked,
                content,
                Optional.empty(),
                Optional.empty(),
                form,
                Optional.of(other -> files(pattern, files, other)));
    }

    private static String text(FileBytes file, CsvForm form, String asked) {
        return Letters.of(Bytes.unpacked(file.packed(), asked), charset(form, asked), asked);
    }

    private static Charset charset(CsvForm form, String asked) {
        try {
            return Charset.forName(form.charset());
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    asked + ".charset(\"" + form.charset() + "\"): Java knows no such charset; say another one", e);
        }
    }

    /**
     * The rows of a file whose bytes are at hand.
     *
     * @param path for messages
     * @param packed plain or gzipped
     * @throws DataException where it is no table
     */
    public static TableContent cells(String path, byte[] packed, CsvForm form) {
        String asked = "csv(\"" + path + "\")";
        return Csv.read(Letters.of(Bytes.unpacked(packed, asked), charset(form, asked), asked), form, asked);
    }

    /** Names for files: without their endings, where they differ so too. */
    public static List<String> called(List<String> names) {
        return FolderFiles.names(names);
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
                Optional.of(name),
                form,
                Optional.empty());
    }

    /** The same source of other rows. */
    public Source of(Content rows) {
        return new Source(origin, name, asked, new Lazy<>(() -> rows), official, whole, form, written);
    }

    private static Content filled(TableContent table, String asked) {
        if (table.size() == 0) {
            throw new DataException(asked + ": the table has " + table.raw().columnCount()
                    + " columns but no row; give one with at least two rows");
        }
        return table;
    }
}
