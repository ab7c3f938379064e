package dev.parley.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.fault.DataException;
import dev.parley.file.internal.FileBegin;
import dev.parley.file.internal.StrictJson;
import dev.parley.file.internal.TensorHeader;
import dev.parley.file.internal.TensorReader;
import dev.parley.file.internal.TreeJson;
import dev.parley.file.internal.TreeReading;
import dev.parley.num.Layout;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * A file of JSON lines and of a {@link Tree}: {@code "format": 2}, a field a line, a checksum last.
 *
 * <p>Up to 1 MB the tree's arrays are in it as lines of Base64; larger ones lie beside it ({@link TensorsBeside}). It is
 * checked to the byte before it is read.
 */
public final class TreeFile {
    /** The format that is written. */
    public static final int FORMAT = 2;

    static final String TENSORS = "tensors";
    static final String INSIDE = "inside";
    static final String BESIDE = "beside";
    static final String STATE = "state";
    static final String VALUES = "values";

    private static final String CHANGED = "it was changed after it was written, since its checksum is another";
    private static final int FIRST = 1;
    private static final int LONGEST = 1 << 30;
    private static final int ENDING = 128;
    private static final Pattern SEALED = Pattern.compile("\n\"sha256\": \"[^\n]*\n}\n?$");

    private final String path;
    private final FileKind kind;
    private final int format;
    private final ObjectNode fields;

    /** The fields of a file before its tree. */
    @FunctionalInterface
    public interface Body {
        void writeTo(Lines lines) throws IOException;
    }

    /** A part of the work of reading. */
    @FunctionalInterface
    public interface Reading<T> {
        T of() throws IOException;
    }

    private TreeFile(String path, FileKind kind, int format, ObjectNode fields) {
        this.path = path;
        this.kind = kind;
        this.format = format;
        this.fields = fields;
    }

    /**
     * Writes a file, whole or not at all, and where they are large the arrays beside it.
     *
     * @throws DataException where it cannot be written; what was there before still is
     */
    public static void write(FileKind kind, Path file, Tree tree, Body body) {
        new TreeWriter(kind, tree, body).write(file);
    }

    /**
     * Finds out whether a file could be written, and does not.
     *
     * @throws DataException where it could not
     */
    public static void ready(FileKind kind, Path file, Tree tree, Body body) {
        WholeFile.ready("the " + kind.word(), file, new TreeWriter(kind, tree, body).inside());
    }

    /** The word for the kind of a file; empty where it is none of these. */
    public static String word(Path file) {
        try (RegularFile there = RegularFile.open(file, file.toString())) {
            return FileBegin.of(there).map(FileBegin::word).orElse("");
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + e + "; check its permissions", e);
        }
    }

    /** Tells the arrays that lie beside another file by their name. */
    public static boolean isArrays(Path file) {
        return TensorsBeside.is(file);
    }

    /**
     * The bytes of a file that is to be one of a kind.
     *
     * @throws DataException where it is not there, is no plain file, or is too long
     */
    public static byte[] bytes(String path, FileKind kind) {
        try {
            return RegularFile.bytes(Path.of(path), path, LONGEST);
        } catch (NoSuchFileException e) {
            throw kind.absent(path, e);
        } catch (InvalidPathException e) {
            throw new DataException("'" + path + "' is not a path: " + e.getReason() + "; name a file", e);
        } catch (IOException e) {
            throw new DataException(path + " cannot be read: " + e + "; check its permissions", e);
        }
    }

    /** Reads a file without a list that would better be handed over item by item. */
    public static TreeFile read(byte[] bytes, String path, FileKind kind) {
        return read(bytes, path, kind, "", (fields, item) -> {});
    }

    /**
     * Reads a file: its checksum first, and then its fields.
     *
     * @param bytes all of it
     * @param streamed the name of a list whose items are handed over one by one
     * @param items takes the fields before that list, and an item
     * @throws DataException where it was changed, or is of another kind or a future format
     */
    public static TreeFile read(
            byte[] bytes, String path, FileKind kind, String streamed, BiConsumer<ObjectNode, JsonNode> items) {
        FileBegin begin = FileBegin.of(bytes).orElseThrow(() -> kind.damaged(path, "it has no format"));
        int format = begin.format();
        if (format < FIRST || format > FORMAT) {
            throw kind.future(path, format);
        }
        boolean whole = Checksum.holds(bytes);
        int end = Math.max(0, bytes.length - ENDING);
        String last = new String(bytes, end, bytes.length - end, StandardCharsets.UTF_8);
        if (!whole && (format > FIRST || SEALED.matcher(last).find())) {
            throw kind.damaged(path, CHANGED);
        }
        if (!begin.word().equals(kind.word())) {
            throw new DataException(
                    path + " holds a " + begin.word() + ", but a " + kind.word() + " was asked for; " + kind.written());
        }
        return guarded(path, kind, () -> {
            ObjectNode fields = StrictJson.fields(bytes, streamed, items);
            if (!whole && (fields.has(STATE) || fields.has("sha256"))) { // the first files had neither
                throw new IllegalArgumentException(CHANGED);
            }
            return new TreeFile(path, kind, format, fields);
        });
    }

    /** The format it is written in. */
    public int format() {
        return format;
    }

    /** Its fields, but for the list that was handed over. */
    public ObjectNode fields() {
        return fields;
    }

    /**
     * Its tree; the checksum of arrays that lie beside it is looked at first.
     *
     * @param like the layout that vectors get whose arrays have its names and shapes
     * @throws DataException where arrays are missing, were changed, or are others than the file says
     */
    public Tree tree(Layout like) {
        return whole(() -> {
            JsonNode tensors = fields.required(TENSORS);
            JsonNode names = fields.required(STATE);
            if (!tensors.has(BESIDE)) {
                byte[] values = values();
                byte[] header = StrictJson.MAPPER.writeValueAsBytes(tensors.required(INSIDE));
                TensorReader.Place place = (from, into, count) -> System.arraycopy(values, (int) from, into, 0, count);
                return TreeReading.of(names, new TensorReader(TensorHeader.parse(header, values.length), place), like);
            }
            TensorsBeside beside = TensorsBeside.read(tensors.get(BESIDE));
            try (RegularFile file = beside.open(Path.of(path))) {
                if (!file.sha256().equals(beside.sha256())) {
                    throw new IllegalArgumentException("its arrays in " + beside.file()
                            + " were changed after they were written, since their checksum is another");
                }
                return TreeReading.of(names, TensorReader.of(file), like);
            }
        });
    }

    /**
     * Looks for the arrays, and reads none of them.
     *
     * @throws DataException where they are missing or of another length
     */
    public void lookForArrays() {
        whole(() -> {
            JsonNode beside = fields.path(TENSORS).path(BESIDE);
            if (!beside.isMissingNode()) {
                TensorsBeside.read(beside).open(Path.of(path)).close();
            }
            return true;
        });
    }

    private byte[] values() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (JsonNode line : TreeJson.part(fields, VALUES, false)) {
            bytes.write(Base64.getDecoder().decode(line.asText()));
        }
        return bytes.toByteArray();
    }

    /**
     * Does work on what the file holds, and says that the file is broken where that cannot be done.
     *
     * @throws DataException where it says nothing that makes sense
     */
    public <T> T whole(Reading<T> work) {
        return guarded(path, kind, work);
    }

    private static <T> T guarded(String path, FileKind kind, Reading<T> work) {
        try {
            return work.of();
        } catch (JsonProcessingException e) {
            throw kind.damaged(path, e.getOriginalMessage(), e);
        } catch (CharConversionException e) {
            throw kind.damaged(path, "it is no text: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DataException(path + " cannot be read: " + e + "; check its permissions", e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
            throw kind.damaged(path, String.valueOf(e.getMessage()), e);
        }
    }
}
