package dev.parley.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.file.internal.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Large arrays of a file, in a safetensors file beside it that is named by its content: those of {@code fedavg.json} in
 * {@code fedavg.0123456789abcdef.safetensors}, after the first 16 digits of its SHA-256.
 *
 * <p>The arrays are written and brought to the disk first, then the file that names them is renamed, and then the arrays
 * go that it no longer names. So a process may be killed at any moment: a file always finds its arrays. Arrays that a
 * killed process has left go at the next writing.
 *
 * @param file its name, without a folder
 * @param bytes its length
 * @param sha256 of its bytes, in hexadecimal
 */
record TensorsBeside(String file, long bytes, String sha256) {
    private static final String JSON = ".json";
    private static final String END = ".safetensors";
    private static final int DIGITS = 16;
    /** The name of a file's arrays is among its first lines. */
    private static final int BEGINNING = 4096;

    TensorsBeside {
        if (!file.matches("[^/\\\\:\\x00]*\\.[0-9a-f]{" + DIGITS + "}\\" + END)) {
            throw new IllegalArgumentException("'" + file + "' is not the name of a file of arrays beside it");
        }
    }

    /**
     * Writes a file and the arrays that it names.
     *
     * @param content makes the file's content out of the name of its arrays
     */
    static void write(String what, Path file, List<Tensor> arrays, Function<TensorsBeside, WholeFile.Content> content) {
        WholeFile.again(what, file, () -> {
            Path theirs;
            do {
                theirs = once(file, arrays, content);
            } while (!Files.exists(theirs)); // another process may have written the same file in between
        });
    }

    private static Path once(Path file, List<Tensor> arrays, Function<TensorsBeside, WholeFile.Content> content)
            throws IOException {
        Files.createDirectories(file.getParent());
        UnfinishedFile.sweep(file);
        Path theirs;
        try (UnfinishedFile first = UnfinishedFile.beside(file)) {
            MessageDigest digest = Checksum.sha256();
            first.write(out -> SafeTensors.write(new DigestOutputStream(out, digest), arrays, Map.of()));
            TensorsBeside beside = of(file, first.length(), HexFormat.of().formatHex(digest.digest()));
            theirs = file.resolveSibling(beside.file());
            first.become(theirs);
            WholeFile.forceNames(file);
            try (UnfinishedFile last = UnfinishedFile.beside(file)) { // the first is still held by this process
                last.write(content.apply(beside));
                last.become(file);
            }
            WholeFile.forceNames(file);
        }
        sweep(file);
        return theirs;
    }

    private static TensorsBeside of(Path file, long bytes, String sha256) {
        return new TensorsBeside(stem(file) + "." + sha256.substring(0, DIGITS) + END, bytes, sha256);
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(JSON) ? name.substring(0, name.length() - JSON.length()) : name;
    }

    /**
     * The name that a file has for its arrays.
     *
     * @throws IllegalArgumentException where it is none, or leads elsewhere
     */
    static TensorsBeside read(JsonNode named) {
        return new TensorsBeside(
                named.required("file").asText(),
                named.required("bytes").asLong(),
                named.required("sha256").asText());
    }

    /**
     * Opens the arrays.
     *
     * @param json the file that they lie beside
     * @throws IllegalArgumentException where they are missing or of another length
     */
    RegularFile open(Path json) throws IOException {
        RegularFile found;
        try {
            found = RegularFile.open(json.resolveSibling(file), file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("its arrays, the file " + file + ", are not beside it", e);
        }
        if (found.length() != bytes) {
            long other = found.length();
            found.close();
            throw new IllegalArgumentException("its arrays in " + file + " have " + other + " bytes of " + bytes);
        }
        return found;
    }

    /** Tells arrays by their name. */
    static boolean is(Path path) {
        return String.valueOf(path.getFileName()).matches(".*\\.[0-9a-f]{" + DIGITS + "}\\" + END);
    }

    /** Removes the arrays of a file that no file of its folder names any more: one may have been copied. */
    static void sweep(Path file) throws IOException {
        Pattern own = Pattern.compile(Pattern.quote(stem(file)) + "\\.[0-9a-f]{" + DIGITS + "}\\" + END);
        List<Path> arrays = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(file.getParent())) {
            for (Path each : all) {
                boolean theirs = own.matcher(String.valueOf(each.getFileName())).matches();
                (theirs ? arrays : others).add(each);
            }
        }
        if (arrays.isEmpty()) {
            return;
        }
        Set<String> named = new HashSet<>();
        for (Path other : others) {
            named.addAll(named(other, own));
        }
        for (Path each : arrays) {
            if (!named.contains(String.valueOf(each.getFileName())) && UnfinishedFile.isLeft(each)) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static Set<String> named(Path file, Pattern own) throws IOException {
        Set<String> names = new HashSet<>();
        if (Files.isRegularFile(file) && Files.isReadable(file)) {
            try (RegularFile there = RegularFile.open(file, file.toString())) {
                byte[] begin = new byte[(int) Math.min(BEGINNING, there.length())];
                there.read(0, begin, begin.length);
                Matcher found = own.matcher(new String(begin, StandardCharsets.UTF_8));
                while (found.find()) {
                    names.add(found.group());
                }
            } catch (NoSuchFileException | EOFException gone) {
                return names; // by another process, in between
            }
        }
        return names;
    }
}
