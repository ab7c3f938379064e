package dev.parley.num;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A scope for vectors, for instance a round: all that it still holds end when it is closed.
 *
 * <p>Memory comes from a pool and goes back to it. Sums, differences and multiples of an arena's vector belong to the
 * same arena; a {@link ParamVector#copy} belongs to none. A vector that is closed early leaves the arena at once, so an
 * arena grows with the vectors that live, not with those that were. Many threads may take, keep and close vectors at
 * once.
 */
public final class Arena implements AutoCloseable {
    private final VectorPool pool;
    private final Set<ParamVector> held = new HashSet<>();
    private boolean closed;

    /**
     * An arena that holds nothing yet.
     *
     * @param pool where memory comes from; it may be shared, and is not closed with the arena
     */
    public Arena(VectorPool pool) {
        this.pool = pool;
    }

    /** A vector of zeros, which ends with the arena. */
    public ParamVector zeros(Layout layout) {
        return hold(pool.take(layout, this)).fill(0);
    }

    /** A copy that shares nothing and ends with the arena. */
    public ParamVector copy(ParamVector source) {
        source.requireAlive();
        return hold(pool.take(source.layout(), this)).set(source);
    }

    /**
     * Takes a vector out of the arena: it survives, and is the caller's to close. A vector that no arena holds stays as
     * it is.
     *
     * @return the same vector
     * @throws IllegalArgumentException where another arena holds it
     */
    public synchronized ParamVector keep(ParamVector vector) {
        vector.requireAlive();
        if (held.remove(vector)) {
            vector.leaveArena();
        } else if (vector.isHeld()) {
            throw new IllegalArgumentException("keep(vector) was given " + vector
                    + ", which another arena holds; ask the arena that it was taken from");
        }
        return vector;
    }

    /** How many vectors it holds. */
    public synchronized int size() {
        return held.size();
    }

    private ParamVector hold(ParamVector taken) {
        synchronized (this) {
            if (!closed) {
                held.add(taken);
                return taken;
            }
        }
        taken.close();
        throw new IllegalStateException("a vector of " + taken.length() + " parameters was asked of an arena that has "
                + "ended; take it while the arena is open, or from a copy that no arena holds: vector.copy()");
    }

    /** Forgets a vector that has ended. */
    synchronized void left(ParamVector vector) {
        held.remove(vector);
    }

    /** Ends all vectors that it still holds. */
    @Override
    public void close() {
        List<ParamVector> rest;
        synchronized (this) {
            closed = true;
            rest = List.copyOf(held);
            held.clear();
        }
        rest.forEach(ParamVector::close);
    }
}
