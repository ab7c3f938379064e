package dev.parley.secure;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/**
 * Diffie-Hellman on Curve25519 (RFC 7748), by the JDK's provider; keys are 32 bytes, little-endian.
 *
 * <p>A public key is the agreement of its secret with the base point u = 9. Points of small order are refused.
 */
final class X25519 {
    static final int LENGTH = 32;

    private static final NamedParameterSpec CURVE = NamedParameterSpec.X25519;
    private static final BigInteger BASE = BigInteger.valueOf(9);

    private X25519() {}

    /** A fresh secret key. */
    static byte[] secret(SecureRandom random) {
        byte[] secret = new byte[LENGTH];
        random.nextBytes(secret);
        return secret;
    }

    /** The public key of a secret one. */
    static byte[] open(byte[] secret) {
        try {
            return agreed(secret, factory().generatePublic(new XECPublicKeySpec(CURVE, BASE)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 11 on has X25519", e);
        }
    }

    /**
     * Secret that two sides have in common, each from its own secret and the other's public key.
     *
     * @throws Unreadable where the public key is a point of small order
     */
    static byte[] shared(byte[] secret, byte[] other) {
        try {
            return agreed(secret, factory().generatePublic(new XECPublicKeySpec(CURVE, number(other))));
        } catch (InvalidKeyException e) {
            throw new Unreadable("a public key is no point to agree on: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 11 on has X25519", e);
        }
    }

    private static byte[] agreed(byte[] secret, PublicKey other) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(factory().generatePrivate(new XECPrivateKeySpec(CURVE, secret)));
        agreement.doPhase(other, true);
        return agreement.generateSecret();
    }

    private static KeyFactory factory() throws GeneralSecurityException {
        return KeyFactory.getInstance("X25519");
    }

    private static BigInteger number(byte[] littleEndian) {
        byte[] big = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            big[i] = littleEndian[LENGTH - 1 - i];
        }
        big[0] &= 0x7f; // RFC 7748: the top bit of u is ignored
        return new BigInteger(1, big);
    }
}
