package dev.parley.fault;

/**
 * A sum of secrets was not opened: too few parties were left, or a message was not what it had to be.
 *
 * <p>Nothing of any single party is in the message. The model is as before the round, and finished rounds are kept.
 */
public final class SecureSumException extends RuntimeException {
    public SecureSumException(String message) {
        super(message);
        Frames.fromUser(this);
    }

    public SecureSumException(String message, Throwable cause) {
        super(message, cause);
        Frames.fromUser(this);
    }
}
