package dev.parley.file;

import dev.parley.fault.DataException;
import dev.parley.file.internal.Tensor;
import dev.parley.file.internal.TensorEntry;
import dev.parley.file.internal.TensorHeader;
import dev.parley.file.internal.TensorReader;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Named arrays of floats as files that other tools read: 8 bytes with the header's length, little-endian; the header, a
 * JSON object of names, types, shapes and places, with blanks behind it up to a multiple of 8 bytes; then the numbers,
 * little-endian, one array behind the other.
 *
 * <p>The format is that of huggingface/safetensors ("Format" in its README). A file cannot run code. Arrays are written
 * and read in chunks: neither way needs memory beside the vector itself.
 */
public final class SafeTensors {
    private static final int ALIGNED = 8;
    private static final int MENTIONED = 5;

    private SafeTensors() {}

    /**
     * Writes the arrays of a vector; the file is whole or not there.
     *
     * @param what named in messages
     * @param about words about the file, by name
     * @throws DataException where it cannot be written
     */
    public static void write(String what, Path file, ParamVector vector, Map<String, String> about) {
        List<Tensor> tensors = Tensor.of(vector, name -> name);
        WholeFile.write(what, file.toAbsolutePath(), out -> write(out, tensors, about));
    }

    static void write(OutputStream out, List<Tensor> tensors, Map<String, String> about) throws IOException {
        byte[] json = TensorHeader.of(tensors).json(about);
        int length = (json.length + ALIGNED - 1) / ALIGNED * ALIGNED;
        out.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array());
        out.write(json);
        out.write(" ".repeat(length - json.length).getBytes(StandardCharsets.UTF_8));
        for (Tensor tensor : tensors) {
            tensor.writeTo(out);
        }
    }

    /**
     * The SHA-256 of a file that is one of these.
     *
     * @param asked begins messages
     * @throws DataException where there is no such file, or it is none of these
     */
    public static String sha256(String path, String asked) {
        return opened(path, asked, file -> {
            TensorReader.of(file);
            return file.sha256();
        });
    }

    /**
     * Reads the arrays of a layout, in whatever order the file has them.
     *
     * @param asked begins messages
     * @param model for which it is, named in messages
     * @param sha256 of the file as it was
     * @throws DataException where the file was changed, or its arrays are others
     */
    public static ParamVector read(String path, String asked, Layout layout, String model, String sha256) {
        return opened(path, asked, file -> {
            String found = file.sha256();
            if (!found.equals(sha256)) {
                throw new DataException(asked + ": the file had the sha256 " + sha256 + ", but has " + found
                        + " now; put back the file that it was, or name it anew");
            }
            TensorReader reader = TensorReader.of(file);
            List<TensorEntry> entries = fitting(reader.header(), layout, asked, model);
            ParamVector vector = ParamVector.zeros(layout);
            for (int i = 0; i < entries.size(); i++) {
                reader.floats(entries.get(i), vector, layout.slots().get(i).offset());
            }
            return vector;
        });
    }

    /** A shape as messages have it: {@code 200 x 784}. */
    public static String shown(List<Integer> shape) {
        return TensorEntry.shown(shape);
    }

    /** The entries in the layout's order, once it is known that they are its own. */
    private static List<TensorEntry> fitting(TensorHeader header, Layout layout, String asked, String model) {
        Map<String, TensorEntry> entries = new HashMap<>();
        header.entries().forEach(entry -> entries.put(entry.name(), entry));
        List<TensorEntry> found = new ArrayList<>();
        for (Layout.Slot slot : layout.slots()) {
            TensorEntry entry = entries.get(slot.name());
            String before = asked + ": " + model + " needs an array '" + slot.name() + "' of "
                    + TensorEntry.shown(slot.shape()) + ", but the file ";
            if (entry == null) {
                throw new DataException(before + "holds " + named(header)
                        + "; give weights of such a model, by the names that its layout has");
            }
            List<Long> shape = slot.shape().stream().map(Integer::longValue).toList();
            if (!entry.shape().equals(shape)) {
                throw new DataException(before + "has it of " + TensorEntry.shown(entry.shape())
                        + "; give weights of such a model, or bring the array to that shape");
            }
            if (!entry.type().equals(TensorEntry.FLOAT)) {
                throw new DataException(before + "has it as " + entry.type() + "; write it as " + TensorEntry.FLOAT);
            }
            found.add(entry);
        }
        Set<String> needed = layout.slots().stream().map(Layout.Slot::name).collect(Collectors.toSet());
        for (TensorEntry entry : header.entries()) {
            if (!needed.contains(entry.name())) {
                throw new DataException(asked + ": the file holds an array '" + entry.name() + "' of "
                        + TensorEntry.shown(entry.shape()) + ", which " + model
                        + " has not; give weights of such a model, or leave the array out");
            }
        }
        return found;
    }

    private static String named(TensorHeader header) {
        int count = header.entries().size();
        return count == 0
                ? "none"
                : header.entries().stream()
                        .limit(MENTIONED)
                        .map(entry -> "'" + entry.name() + "' of " + TensorEntry.shown(entry.shape()))
                        .collect(Collectors.joining(", ", "", count > MENTIONED ? " and others" : ""));
    }

    private static <T> T opened(String path, String asked, Reading<T> reading) {
        try (RegularFile file = RegularFile.open(Path.of(path), asked + ": this")) {
            return reading.of(file);
        } catch (NoSuchFileException e) {
            throw new DataException(
                    asked + ": there is no such file; looked for "
                            + Path.of(path).toAbsolutePath().normalize() + "; check the path",
                    e);
        } catch (InvalidPathException e) {
            throw new DataException(asked + ": this is not a path: " + e.getReason() + "; name a file", e);
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    asked + ": this is no whole safetensors file: " + e.getMessage()
                            + "; name one that run.model().export(path) or another tool wrote",
                    e);
        } catch (IOException e) {
            throw new DataException(asked + ": the file cannot be read (" + e + "); check its permissions", e);
        }
    }

    private interface Reading<T> {
        T of(RegularFile file) throws IOException;
    }
}
