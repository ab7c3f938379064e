package dev.parley.fault;

/** A plan cannot be carried out as asked; thrown before any work starts. */
public final class PlanException extends RuntimeException {
    public PlanException(String message) {
        super(message);
        Frames.fromUser(this);
    }
}
