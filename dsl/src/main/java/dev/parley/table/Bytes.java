package dev.parley.table;

import dev.parley.fault.DataException;
import dev.parley.file.RegularFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import tech.tablesaw.api.Table;

/** Bytes of files: read, unpacked where they are gzipped, and their checksum. */
final class Bytes {
    /** As many as an array can have. */
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    /** Bytes, letters and columns are in memory side by side. */
    private static final int SHARE = 3;

    private Bytes() {}

    /** The bytes of a plain file as they lie on the disk; a pipe or a device is refused, and is not waited for. */
    static byte[] file(String path, String asked) {
        try {
            return RegularFile.bytes(Path.of(path), asked + ": this", LONGEST);
        } catch (NoSuchFileException e) {
            throw new DataException(
                    asked + ": there is no such file; looked for "
                            + Path.of(path).toAbsolutePath().normalize() + "; check the path",
                    e);
        } catch (InvalidPathException e) {
            throw new DataException(asked + ": this is not a path: " + e.getReason(), e);
        } catch (IOException e) {
            throw new DataException(asked + ": the file cannot be read (" + e + "); check its permissions", e);
        }
    }

    /** The bytes without gzip around them, found by its first two bytes. */
    static byte[] unpacked(byte[] bytes, String asked) {
        if (bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4) {
            throw new DataException(
                    asked + ": this is a zip file, as Excel's workbooks are; save the sheet as CSV, or" + " unpack it");
        }
        if (bytes.length < 2 || bytes[0] != (byte) 0x1f || bytes[1] != (byte) 0x8b) {
            return bytes;
        }
        Runtime java = Runtime.getRuntime();
        long free = java.maxMemory() - java.totalMemory() + java.freeMemory();
        return unpacked(bytes, asked, Math.min(LONGEST, free / SHARE));
    }

    /** The same, of at most so many bytes: a small file may hold a very large one. */
    static byte[] unpacked(byte[] bytes, String asked, long most) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes), 1 << 16)) {
            byte[] whole = in.readNBytes((int) most);
            if (whole.length == most && in.read() >= 0) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s: the gzip file of %.1f MB holds more than %.1f GB, which is what fits in Java's memory; cut it"
                                + " up, or give Java more (-Xmx)",
                        asked,
                        bytes.length / 1e6,
                        most / 1e9));
            }
            return whole;
        } catch (IOException e) {
            throw new DataException(
                    asked + ": the gzip file is damaged (" + e.getMessage() + "); fetch or write it again", e);
        }
    }

    /** The SHA-256 of a table's names and cells as text. */
    static String sha256(Table table) {
        MessageDigest digest = digest();
        digest.update(String.join("\t", table.columnNames()).getBytes(StandardCharsets.UTF_8));
        for (int row = 0; row < table.rowCount(); row++) {
            StringBuilder line = new StringBuilder("\n");
            for (int column = 0; column < table.columnCount(); column++) {
                line.append(table.column(column).getString(row)).append('\t');
            }
            digest.update(line.toString().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The SHA-256 in hexadecimal. */
    static String sha256(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
