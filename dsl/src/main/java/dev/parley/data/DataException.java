package dev.parley.data;

/** The data cannot be used as asked; the message names the column or row and says what to do. */
public final class DataException extends RuntimeException {
    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
