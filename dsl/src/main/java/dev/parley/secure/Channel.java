package dev.parley.secure;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Messages from one party to another that only these two can read or write: AES-128-GCM, its nonce before the text. */
final class Channel {
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private Channel() {}

    /** Bytes that a text of a length takes. */
    static int length(int text) {
        return NONCE + text + TAG;
    }

    /**
     * Seals a text.
     *
     * @param key 16 bytes
     * @param about bytes that both sides know, and which are sealed with it
     */
    static byte[] seal(byte[] key, byte[] text, byte[] about, SecureRandom random) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, about).doFinal(text);
            byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE, sealed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in GCM", e);
        }
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws Unreadable where it is not what the other sealed, for this use
     */
    static byte[] open(byte[] key, byte[] sealed, byte[] about) {
        if (sealed.length < NONCE + TAG) {
            throw new Unreadable("it is too short");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE), about)
                    .doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (GeneralSecurityException e) {
            throw new Unreadable("it was changed, or sealed for another use", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] about) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG, nonce));
        cipher.updateAAD(about);
        return cipher;
    }
}
