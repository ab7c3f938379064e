package dev.parley.num;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A scope for vectors, for instance a round: all that it still holds end when it is closed.
 *
 * <p>Memory comes from a pool and goes back to it. Sums, differences and multiples of an arena's vector belong to the
 * same arena; a {@link ParamVector#copy} belongs to none. A vector that is closed early leaves the arena at once, so an
 * arena grows with the vectors that live, not with those that were. Many threads may take, keep and close vectors at
 * once.
 */
public final class Arena implements AutoCloseable {
    private final @Nullable VectorPool pool;
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

    /** An arena that takes vectors in; copies of these use memory of the pool that the copied one is of. */
    public Arena() {
        this.pool = null;
    }

    /** A vector of zeros, which ends with the arena. */
    public ParamVector zeros(Layout layout) {
        return (pool == null ? adopt(ParamVector.zeros(layout)) : hold(pool.take(layout, this))).fill(0);
    }

    /** A copy that shares nothing and ends with the arena. */
    public ParamVector copy(ParamVector source) {
        source.requireAlive();
        ParamVector made = pool == null ? source.like(this) : pool.take(source.layout(), this);
        return hold(made).set(source);
    }

    /**
     * Takes a vector in that no arena holds: it ends with this one, and so do its sums, differences and multiples from now
     * on. One that it holds already stays.
     *
     * @return the same vector
     * @throws IllegalArgumentException where another arena holds it
     */
    public synchronized ParamVector adopt(ParamVector vector) {
        vector.requireAlive();
        if (held.contains(vector)) {
            return vector;
        }
        if (vector.isHeld()) {
            throw new IllegalArgumentException("adopt(vector) was given " + vector
                    + ", which another arena holds; take it out of that with keep(..)");
        }
        vector.enterArena(this);
        return hold(vector);
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

    /** Number of vectors that it holds. */
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
