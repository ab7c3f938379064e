package dev.parley.filter;

import dev.parley.message.Aggregate;
import dev.parley.message.Update;

/** Many updates to one, as they come in party order: coordinator's side; made for one round. */
public interface Fold extends AutoCloseable {
    /** Takes an update; its vectors are the fold's to close. */
    void take(Update one);

    /** The combination of all that was taken; its vectors are the caller's to close. */
    Aggregate end();

    /** Ends the vectors that it still holds. */
    @Override
    void close();
}
