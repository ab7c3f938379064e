package dev.parley.num;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** Randomness that nobody can repeat, for samplers: the platform's secure source, read in blocks that are zeroed once used. */
public final class SecretRandom implements UniformRandomProvider {
    private static final int BLOCK = 1 << 13;

    private final SecureRandom source;
    private final byte[] block = new byte[BLOCK];
    private int used = BLOCK;

    public SecretRandom(SecureRandom source) {
        this.source = source;
    }

    @Override
    public long nextLong() {
        if (used == BLOCK) {
            source.nextBytes(block);
            used = 0;
        }
        long next = ByteBuffer.wrap(block, used, Long.BYTES).getLong();
        Arrays.fill(block, used, used + Long.BYTES, (byte) 0);
        used += Long.BYTES;
        return next;
    }
}
