package dev.parley.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The last line of a file, {@code "sha256": ".."}: the checksum of every byte before it. */
public final class Checksum {
    private static final String BEFORE = "\"sha256\": \"";
    private static final String BEHIND = "\"\n}\n";
    private static final int LENGTH = BEFORE.length() + 64 + BEHIND.length();

    private Checksum() {}

    /** Writes content, a line end last, and its seal. */
    public static void write(OutputStream out, WholeFile.Content content) throws IOException {
        MessageDigest digest = sha256();
        content.writeTo(new DigestOutputStream(out, digest));
        out.write(line(digest).getBytes(StandardCharsets.UTF_8));
    }

    /** Tells that bytes end in their own seal. */
    public static boolean holds(byte[] bytes) {
        int end = bytes.length - LENGTH;
        if (end < 0) {
            return false;
        }
        MessageDigest digest = sha256();
        digest.update(bytes, 0, end);
        byte[] line = line(digest).getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(line, Arrays.copyOfRange(bytes, end, bytes.length));
    }

    private static String line(MessageDigest digest) {
        return BEFORE + HexFormat.of().formatHex(digest.digest()) + BEHIND;
    }

    /** A digest that has taken nothing yet. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
