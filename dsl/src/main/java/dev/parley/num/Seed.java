package dev.parley.num;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A root of randomness whose uses are named: {@code seed.at("batch", round, party)} is a stream of its own.
 *
 * <p>Two different paths give independent streams, and the order in which streams are asked for does not matter, so
 * results do not depend on threads. Names and numbers are mixed by SplitMix64's finalizer (Steele, Lea and Flood,
 * "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014); streams are xoshiro256++ (Blackman and Vigna, 2021).
 *
 * @param value the 64 bits of this seed
 */
public record Seed(long value) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** The seed of one named use. */
    public Seed at(String use) {
        long mixed = value;
        for (int i = 0; i < use.length(); i++) {
            mixed = mix(mixed + GOLDEN * (use.charAt(i) + 1L));
        }
        return new Seed(mix(mixed ^ use.length()));
    }

    /** The seed of one named and numbered use, for instance a round. */
    public Seed at(String use, long number) {
        return new Seed(mix(at(use).value + GOLDEN * (number + 1)));
    }

    /** The seed of one named and twice numbered use, for instance a round and a party. */
    public Seed at(String use, long first, long second) {
        return new Seed(mix(at(use, first).value + GOLDEN * (second + 1)));
    }

    /**
     * The seed that a party is given: this one cannot be worked out from it, nor another party's.
     *
     * <p>The first 64 bits of HMAC-SHA-256 under this seed. A seed that is public, as a plan's is, can be tried out: no
     * secret may rest on it.
     *
     * @param party its index
     */
    public Seed ofParty(int party) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update("party".getBytes(StandardCharsets.US_ASCII));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Integer.BYTES).putInt(party).array());
            return new Seed(ByteBuffer.wrap(hash).getLong());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    /** A fresh generator at the start of this seed's stream; not to be shared by threads. */
    public UniformRandomProvider random() {
        long[] state = new long[4];
        for (int i = 0; i < state.length; i++) {
            state[i] = mix(value + i * GOLDEN);
        }
        return RandomSource.XO_SHI_RO_256_PP.create(state);
    }

    /** Shuffles {@code rows} in place (Fisher and Yates). */
    public void shuffle(int[] rows) {
        UniformRandomProvider random = random();
        for (int i = rows.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = rows[i];
            rows[i] = rows[j];
            rows[j] = swap;
        }
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
