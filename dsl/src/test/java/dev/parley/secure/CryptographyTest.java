package dev.parley.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts below the protocol, held to what was published of each. */
class CryptographyTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** RFC 5869, appendix A, test cases 1 to 3. */
    @ParameterizedTest(name = "HKDF, RFC 5869 case {0}")
    @CsvSource(
            nullValues = "-",
            value = {
                "1, 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 000102030405060708090a0b0c, f0f1f2f3f4f5f6f7f8f9, 42,"
                        + "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
                "2, 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f"
                        + "303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f,"
                        + "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f"
                        + "909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf,"
                        + "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedf"
                        + "e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff, 82,"
                        + "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                        + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
                "3, 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, -, -, 42,"
                        + "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
            })
    void derivesKeysAsPublished(
            int number, String secret, @Nullable String salt, @Nullable String info, int length, String key) {
        assertThat(hex(Hkdf.derive(bytes(salt), bytes(secret), bytes(info), length)))
                .as("case " + number)
                .isEqualTo(key);
    }

    /** RFC 7748, section 6.1. */
    @Test
    void agreesAsPublished() {
        byte[] alice = bytes("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
        byte[] bob = bytes("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        assertThat(hex(X25519.open(alice)))
                .isEqualTo("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        assertThat(hex(X25519.open(bob))).isEqualTo("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
        String both = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
        assertThat(hex(X25519.shared(alice, X25519.open(bob)))).isEqualTo(both);
        assertThat(hex(X25519.shared(bob, X25519.open(alice)))).isEqualTo(both);
    }

    /** RFC 7748, section 5.2, second vector, whose u has its top bit set. */
    @Test
    void leavesTheTopBitOfAPublicKeyOut() {
        byte[] scalar = bytes("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d");
        byte[] u = bytes("e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493");
        assertThat(hex(X25519.shared(scalar, u)))
                .isEqualTo("95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957");
    }

    @Test
    void refusesAPointOfSmallOrder() {
        assertThatThrownBy(() -> X25519.shared(X25519.secret(RANDOM), new byte[32]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no point to agree on");
    }

    /** The polynomial 1234 + 166 x + 94 x^2 and its values, of the usual textbook example. */
    @Test
    void evaluatesAndInterpolatesAsPublished() {
        long[] polynomial = {1234, 166, 94};
        long[] values = {1494, 1942, 2578, 3402, 4414, 5614};
        for (int i = 0; i < values.length; i++) {
            assertThat(Shamir.value(polynomial, i + 1)).isEqualTo(values[i]);
        }
        int[] points = {2, 4, 5};
        long[] weights = Shamir.weights(points);
        long secret = 0;
        for (int i = 0; i < points.length; i++) {
            secret = Shamir.add(secret, Shamir.times(weights[i], values[points[i] - 1]));
        }
        assertThat(secret).isEqualTo(1234);
    }

    @Test
    void multipliesInItsField() {
        java.math.BigInteger p = java.math.BigInteger.valueOf(Shamir.P);
        for (int i = 0; i < 10_000; i++) {
            long a = RANDOM.nextLong() & Shamir.P;
            long b = i == 0 ? Shamir.P - 1 : RANDOM.nextLong() & Shamir.P;
            long expected = java.math.BigInteger.valueOf(a)
                    .multiply(java.math.BigInteger.valueOf(b))
                    .mod(p)
                    .longValue();
            assertThat(Shamir.times(a % Shamir.P, b % Shamir.P)).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({"2, 3", "4, 5", "67, 100", "3, 3"})
    void anyThresholdOfSharesGivesTheSecretAndOneFewerGivesAnother(int threshold, int holders) {
        byte[] secret = new byte[Shamir.SECRET];
        RANDOM.nextBytes(secret);
        int[] points = IntStream.rangeClosed(1, holders).map(i -> 3 * i).toArray();
        byte[][] shares = Shamir.split(secret, threshold, points, RANDOM);
        for (int shift = 0; shift < 5; shift++) {
            Map<Integer, byte[]> some = new LinkedHashMap<>();
            for (int i = 0; i < threshold; i++) {
                int at = (i + shift) % holders;
                some.put(points[at], shares[at]);
            }
            assertThat(Shamir.join(some)).isEqualTo(secret);
            some.remove(points[shift % holders]);
            assertThat(joined(some)).isNotEqualTo(secret);
        }
    }

    private static byte[] joined(Map<Integer, byte[]> some) {
        try {
            return Shamir.join(some);
        } catch (IllegalArgumentException notOne) {
            return new byte[0];
        }
    }

    @Test
    void drawsOtherPolynomialsEachTime() {
        byte[] secret = new byte[Shamir.SECRET];
        int[] points = {1, 2, 3};
        assertThat(Shamir.split(secret, 2, points, RANDOM)[0]).isNotEqualTo(Shamir.split(secret, 2, points, RANDOM)[0]);
    }

    /**
     * AES-128 of the counters 0, 1 and 2 under a key of zeros: H, the tag of test case 1 and the ciphertext of test case 2
     * of the GCM specification (McGrew and Viega, appendix B).
     */
    @Test
    void expandsMasksAsPublished() {
        byte[] stream = bytes("66e94bd4ef8a2c3b884cfa59ca342b2e" + "58e2fccefa7e3061367f1d57a4e7455a"
                + "0388dace60b6a392f328c2b971b2fe78");
        int[] ints = new int[12];
        ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(ints);
        int[] mask = new int[12];
        new MaskStream().of(new byte[16]).into(mask, true);
        assertThat(mask).isEqualTo(ints);
        new MaskStream().of(new byte[16]).into(mask, false);
        assertThat(mask).containsOnly(0);
        long[] longs = new long[6];
        ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(longs);
        long[] wide = new long[6];
        new MaskStream().of(new byte[16]).into(wide, true);
        assertThat(wide).isEqualTo(longs);
    }

    @Test
    void masksAreTheSameStreamInChunksAndParts() {
        byte[] key = new byte[16];
        RANDOM.nextBytes(key);
        int[] whole = new int[10_000];
        new MaskStream().of(key).into(whole, true);
        int[] first = new int[5_000];
        int[] second = new int[5_000];
        MaskStream stream = new MaskStream().of(key);
        stream.into(first, true);
        stream.into(second, true);
        assertThat(first).isEqualTo(Arrays.copyOf(whole, 5_000));
        assertThat(second).isEqualTo(Arrays.copyOfRange(whole, 5_000, 10_000));
    }

    /** Test case 2 of the GCM specification, behind its nonce of zeros. */
    @Test
    void opensWhatWasSealedAsPublished() {
        byte[] sealed = bytes(
                "000000000000000000000000" + "0388dace60b6a392f328c2b971b2fe78" + "ab6e47d42cec13bdf53a67b21257bddf");
        assertThat(Channel.open(new byte[16], sealed, new byte[0])).isEqualTo(new byte[16]);
    }

    @Test
    void opensNothingThatWasChangedOrIsForAnotherUse() {
        byte[] key = new byte[16];
        byte[] about = {1, 2};
        byte[] sealed = Channel.seal(key, new byte[80], about, RANDOM);
        assertThat(sealed).hasSize(Channel.length(80));
        assertThat(Channel.open(key, sealed, about)).isEqualTo(new byte[80]);
        for (int at = 0; at < sealed.length; at++) {
            byte[] changed = sealed.clone();
            changed[at] ^= 4;
            assertThatThrownBy(() -> Channel.open(key, changed, about))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("it was changed, or sealed for another use");
        }
        assertThatThrownBy(() -> Channel.open(key, sealed, new byte[] {2, 1}))
                .hasMessage("it was changed, or sealed for another use");
        assertThatThrownBy(() -> Channel.open(key, new byte[5], about)).hasMessage("it is too short");
    }

    private static byte[] bytes(@Nullable String hex) {
        return hex == null ? new byte[0] : HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
