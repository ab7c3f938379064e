package dev.parley.file;

import dev.parley.fault.DataException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A plain file that is read: never a pipe, a socket, a device or a folder, on which a reader could wait for ever.
 *
 * <p>Reads as many bytes as the file had when it was opened, so that one that says it is empty, as those of the system's
 * own folders do, gives none. An interrupt of the thread does not end a reading.
 */
public final class RegularFile implements Closeable {
    private static final int CHUNK = 1 << 16;
    private static final int MOST_TIMES = 100;

    private final RandomAccessFile file;
    private final long length;

    private RegularFile(RandomAccessFile file, long length) {
        this.file = file;
        this.length = length;
    }

    /**
     * Opens a file to be read.
     *
     * @param asked begins messages, for instance {@code csv("rows.csv"): this}
     * @throws java.nio.file.NoSuchFileException where nothing is there
     * @throws DataException where it is no plain file
     */
    public static RegularFile open(Path path, String asked) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        if (found.isDirectory()) {
            throw new DataException(asked + " is a folder; name a file in it");
        }
        if (!found.isRegularFile()) {
            throw new DataException(
                    asked + " is a pipe, a socket or a device, which could be waited for in vain; name a plain file");
        }
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        return new RegularFile(file, file.length());
    }

    /**
     * Reads all bytes of a file.
     *
     * @param most how many there may be
     * @throws DataException where it is no plain file, or is longer
     */
    public static byte[] bytes(Path path, String asked, long most) throws IOException {
        try (RegularFile file = open(path, asked)) {
            if (file.length > most) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s has %,d bytes, but at most %,d are read; name a smaller file",
                        asked,
                        file.length,
                        most));
            }
            byte[] bytes = new byte[(int) file.length];
            file.read(0, bytes, bytes.length);
            return bytes;
        }
    }

    /**
     * Reads a file and those beside it, and reads them again where another file has taken its place meanwhile: a training
     * that goes on takes the arrays away that its checkpoint names no more.
     *
     * @param reading the whole work
     */
    public static <T> T steadily(String path, Supplier<T> reading) {
        for (int times = 1; ; times++) {
            Object before = stamp(path);
            try {
                return reading.get();
            } catch (DataException e) {
                if (times == MOST_TIMES || stamp(path).equals(before)) {
                    throw e;
                }
            }
        }
    }

    private static Object stamp(String path) {
        try {
            var found = Files.readAttributes(Path.of(path), BasicFileAttributes.class);
            return Arrays.asList(found.fileKey(), found.lastModifiedTime(), found.size());
        } catch (IOException | InvalidPathException e) {
            return "";
        }
    }

    /** Number of bytes. */
    public long length() {
        return length;
    }

    /**
     * Reads bytes from a place in the file.
     *
     * @param into takes {@code count} bytes at its beginning
     * @throws EOFException where the file has become shorter
     */
    public void read(long from, byte[] into, int count) throws IOException {
        file.seek(from);
        file.readFully(into, 0, count);
    }

    /** The SHA-256 of all bytes, in hexadecimal. */
    public String sha256() throws IOException {
        MessageDigest digest = Checksum.sha256();
        byte[] chunk = new byte[CHUNK];
        for (long from = 0; from < length; from += CHUNK) {
            int count = (int) Math.min(CHUNK, length - from);
            read(from, chunk, count);
            digest.update(chunk, 0, count);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
