package dev.parley.num;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The SHA-256 of vectors' bits. */
final class Fingerprint {
    private static final int CHUNK = 4096;

    private Fingerprint() {}

    /** Fingerprint of several vectors, one behind the other: floats big-endian, the digest in hexadecimal. */
    static String of(List<ParamVector> vectors) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            float[] chunk = new float[CHUNK];
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * CHUNK);
            for (ParamVector vector : vectors) {
                for (int from = 0; from < vector.length(); from += CHUNK) {
                    int count = Math.min(CHUNK, vector.length() - from);
                    vector.read(from, chunk, 0, count);
                    bytes.asFloatBuffer().put(chunk, 0, count);
                    digest.update(bytes.array(), 0, Float.BYTES * count);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
