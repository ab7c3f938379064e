package dev.parley.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A party's answer as it comes from an executor, or why there is none.
 *
 * @param update its encoded update; of a filter's question the encoded payload around it
 * @param memory what it remembers now, with the round's secrets
 * @param failure in words; null where it answered
 * @param cause of the failure, as text
 * @param begun when the work began, in milliseconds since 1970 by the executor's clock
 * @param nanos how long it took
 * @param where the executor
 * @param again whether the task was tried before, on an executor that was lost
 */
@SuppressWarnings("ArrayRecordComponent") // is sent, and not compared
record Answered(
        int party,
        byte[] update,
        byte[] memory,
        byte[] secrets,
        @Nullable String failure,
        @Nullable String stage,
        @Nullable String cause,
        long begun,
        long nanos,
        String where,
        boolean again)
        implements Serializable {}
