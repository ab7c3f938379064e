package dev.parley.fault;

/** The data cannot be used as asked; the message names the column or row and says what to do. */
public final class DataException extends RuntimeException {
    public DataException(String message) {
        super(message);
        Frames.fromUser(this);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
        Frames.fromUser(this);
    }
}
