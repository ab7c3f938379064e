package dev.parley.result;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Bytes that an engine wrote of its parties and reads again; nobody else looks into them.
 *
 * @param pieces of any length, one behind the other; not to be changed
 */
public record Snapshot(List<byte[]> pieces) {
    /** Nothing. */
    public static final Snapshot EMPTY = new Snapshot(List.of());

    private static final int PIECE = 1 << 24;

    public Snapshot {
        pieces = List.copyOf(pieces);
    }

    /** Something that writes to a stream. */
    @FunctionalInterface
    public interface Writer {
        /** Writes all there is. */
        void to(OutputStream out) throws IOException;
    }

    /** Takes the bytes of a writer, in pieces, so that they may be longer than an array. */
    public static Snapshot of(Writer writer) {
        Pieces out = new Pieces();
        try {
            writer.to(out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.snapshot();
    }

    /** Tells whether there is nothing. */
    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** The number of bytes. */
    public long size() {
        return pieces.stream().mapToLong(piece -> piece.length).sum();
    }

    /** Reads it from the beginning. */
    public InputStream open() {
        return new SequenceInputStream(Collections.enumeration(
                pieces.stream().map(ByteArrayInputStream::new).toList()));
    }

    private static final class Pieces extends OutputStream {
        private final List<byte[]> done = new ArrayList<>();
        private final ByteArrayOutputStream last = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            last.write(b);
            cut();
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            last.write(bytes, from, count);
            cut();
        }

        private void cut() {
            if (last.size() >= PIECE) {
                done.add(last.toByteArray());
                last.reset();
            }
        }

        Snapshot snapshot() {
            if (last.size() > 0) {
                done.add(last.toByteArray());
            }
            return new Snapshot(done);
        }
    }
}
