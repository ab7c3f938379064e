package dev.parley.party;

import dev.parley.filter.Memories;
import dev.parley.filter.Remembered;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * State of one party from message to message: its filters' memories, and the order of its rows.
 *
 * <p>The order is kept only to be spared the shuffling: it follows from the seed and can be made again. One message
 * uses it at a time, though not always on the same thread.
 */
public final class PartyState implements AutoCloseable {
    private final Memories memory;
    private final Memories secrets;
    private final Memories vault;
    private @Nullable Seed shuffledBy;
    private int[] order = {};

    /** A party that remembers nothing yet. */
    public PartyState(VectorPool pool) {
        this.memory = new Memories(pool);
        this.secrets = new Memories(pool);
        this.vault = new Memories(pool);
    }

    /** Memories of filters, of finished rounds and of the one under way. */
    public Memories memory() {
        return memory;
    }

    Memories vault() {
        return vault;
    }

    Memories secrets() {
        return secrets;
    }

    /**
     * The numbers 0 to size - 1 in the order that a seed gives; shuffled only where the seed is another than last time.
     *
     * @return not to be changed
     */
    int[] order(Seed by, int size) {
        if (!by.equals(shuffledBy) || order.length != size) {
            order = java.util.stream.IntStream.range(0, size).toArray();
            by.shuffle(order);
            shuffledBy = by;
        }
        return order;
    }

    /** Keeps what the round has changed, and forgets its secrets. */
    public void finish() {
        memory.commit();
        vault.commit();
        secrets.rollBack();
    }

    /**
     * All that it keeps as bytes, that of the round under way too, for a party that works elsewhere the next time.
     *
     * @return what filters remember, and the round's secrets; each empty where there is nothing
     */
    public byte[][] pack() {
        finishBoth();
        return new byte[][] {bytes(memory), bytes(secrets)};
    }

    private void finishBoth() {
        memory.commit();
        secrets.commit();
    }

    private static byte[] bytes(Memories memories) {
        if (memories.isEmpty()) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            memories.remembered().write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Keeps what another one has packed.
     *
     * @throws IllegalArgumentException where the bytes are none of it
     */
    public void unpack(byte[] remembered, byte[] secret) {
        restore(memory, remembered);
        restore(secrets, secret);
    }

    private static void restore(Memories memories, byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Remembered before = Remembered.read(in);
            memories.restore(before);
            before.vectors().values().forEach(ParamVector::close);
        } catch (IOException e) {
            throw new IllegalArgumentException("what a party remembers cannot be read", e);
        }
    }

    /** Tells whether a new one does as well. */
    public boolean isNew() {
        return memory.isEmpty() && vault.isEmpty() && shuffledBy == null;
    }

    /** Goes back to the end of the last finished round. */
    public void rollBack() {
        memory.rollBack();
        vault.rollBack();
        secrets.rollBack();
    }

    @Override
    public void close() {
        memory.close();
        vault.close();
        secrets.close();
    }
}
