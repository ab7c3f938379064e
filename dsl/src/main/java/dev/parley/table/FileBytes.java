package dev.parley.table;

import dev.parley.fault.DataException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;

/**
 * A file's bytes as they lie on the disk: known by their checksum from the start, kept while memory allows, and read
 * again where they are needed after that.
 */
final class FileBytes {
    private final String path;
    private final String asked;
    private final String sha256;
    private SoftReference<byte[]> kept;

    /**
     * Reads a file.
     *
     * @throws DataException where there is no such file, or it is no plain file
     */
    FileBytes(String path, String asked) {
        byte[] bytes = Bytes.file(path, asked);
        this.path = path;
        this.asked = asked;
        this.sha256 = Bytes.sha256(bytes);
        this.kept = new SoftReference<>(bytes);
    }

    String path() {
        return path;
    }

    /** The last part of its path. */
    String name() {
        return String.valueOf(Path.of(path).getFileName());
    }

    String sha256() {
        return sha256;
    }

    /**
     * The bytes.
     *
     * @throws DataException where the file has changed meanwhile
     */
    synchronized byte[] packed() {
        byte[] bytes = kept.get();
        if (bytes == null) {
            bytes = Bytes.file(path, asked);
            if (!Bytes.sha256(bytes).equals(sha256)) {
                throw new DataException(asked + ": the file has changed since it was asked for; ask for it again");
            }
            kept = new SoftReference<>(bytes);
        }
        return bytes;
    }
}
