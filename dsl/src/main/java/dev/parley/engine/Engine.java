package dev.parley.engine;

/** Where the parties' work runs: an engine is a place. */
public interface Engine {
    /** Makes ready for a job; the session is the caller's to close. */
    Session open(Job job);
}
