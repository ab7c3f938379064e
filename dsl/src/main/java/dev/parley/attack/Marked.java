package dev.parley.attack;

import dev.parley.example.Examples;
import java.nio.ByteBuffer;
import java.util.function.IntPredicate;

/**
 * Rows of which some carry a mark.
 *
 * @param value of marked features
 * @param marked which rows
 * @param target of marked rows; {@link #OWN} leaves theirs
 */
@SuppressWarnings("ArrayRecordComponent") // is read, and not compared
record Marked(Examples all, int[] places, float value, IntPredicate marked, float target) implements Examples {
    static final float OWN = Float.NaN;

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
        for (int i = 0; i < count; i++) {
            if (marked.test(rows[from + i])) {
                for (int place : places) {
                    into[i * width() + place] = value;
                }
            }
        }
    }

    @Override
    public boolean readBytes(int[] rows, int from, int count, ByteBuffer into) {
        float step = value / BYTE;
        if (step != Math.rint(step) || step < 0 || step > 255 || !all.readBytes(rows, from, count, into)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (marked.test(rows[from + i])) {
                for (int place : places) {
                    into.put(i * width() + place, (byte) Math.round(step));
                }
            }
        }
        return true;
    }

    @Override
    public float target(int row) {
        return marked.test(row) && !Float.isNaN(target) ? target : all.target(row);
    }
}
