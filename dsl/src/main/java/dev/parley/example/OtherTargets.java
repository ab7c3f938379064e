package dev.parley.example;

import java.nio.ByteBuffer;

/**
 * Rows with the same features and other targets.
 *
 * @param targets one a row
 */
@SuppressWarnings("ArrayRecordComponent") // is read, and not compared
public record OtherTargets(Examples all, float[] targets) implements Examples {
    @Override
    public int size() {
        return all.size();
    }

    @Override
    public int width() {
        return all.width();
    }

    @Override
    public void read(int[] rows, int from, int count, float[] into) {
        all.read(rows, from, count, into);
    }

    @Override
    public boolean readBytes(int[] rows, int from, int count, ByteBuffer into) {
        return all.readBytes(rows, from, count, into);
    }

    @Override
    public float target(int row) {
        return targets[row];
    }
}
