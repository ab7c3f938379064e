package dev.parley.fault;

import org.jspecify.annotations.Nullable;

/** A party did not answer with a usable update: it threw, or what it returned was not finite. */
public final class PartyException extends RuntimeException {
    private final String party;
    private final int round;
    private final String stage;

    /**
     * A failure with its place.
     *
     * @param party the party's name
     * @param round the round, from 1
     * @param stage what the party was doing, for instance {@code training}
     */
    public PartyException(String party, int round, String stage, String message, @Nullable Throwable cause) {
        super(message, cause);
        Frames.fromUser(this);
        this.party = party;
        this.round = round;
        this.stage = stage;
    }

    /** The party's name. */
    public String party() {
        return party;
    }

    /** The round, from 1. */
    public int round() {
        return round;
    }

    /** Stage of the party's work that failed. */
    public String stage() {
        return stage;
    }
}
