package dev.parley.compress;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.num.Seed;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A vector of the model's layout as bytes: its learned numbers as a compressor writes them, others as 4-byte floats, and a
 * CRC-32C of all this, so that bytes that were changed on the way are refused.
 *
 * @param how the compressor
 * @param layout the model's, which both sides know
 * @param frozen whether frozen arrays are sent; of a change of parameters they are zeros, and are not
 */
record Packed(Compressor how, Layout layout, boolean frozen) {
    private static final int CHECK = 4;

    /** Room for the learned numbers of a vector, and for what is read back: each thread's own. */
    private static final ThreadLocal<float[][]> SCRATCH = ThreadLocal.withInitial(() -> new float[2][0]);

    private static float[] scratch(int which, int n) {
        float[][] mine = SCRATCH.get();
        if (mine[which].length < n) {
            mine[which] = new float[n];
        }
        return mine[which];
    }

    /**
     * Writes a vector.
     *
     * @param vector of the layout's length; all of its numbers finite
     */
    byte[] write(ParamVector vector, Seed seed) {
        int[] ends = Ends.of(layout);
        int n = Ends.last(ends);
        float[] values = scratch(0, n);
        int at = 0;
        for (Layout.Span span : layout.spans(Role.LEARNED)) {
            vector.read(span.from(), values, at, span.length());
            at += span.length();
        }
        BitWriter to = new BitWriter(n / 4);
        how.write(values, ends, seed, to);
        for (Layout.Slot slot : plain()) {
            float[] some = new float[slot.length()];
            vector.read(slot.offset(), some, 0, some.length);
            for (float value : some) {
                to.number(value);
            }
        }
        return sealed(to.bytes());
    }

    /** The arrays that are sent as they are. */
    private List<Layout.Slot> plain() {
        return layout.slots().stream()
                .filter(slot -> slot.role() == Role.STATISTIC || (slot.role() == Role.FROZEN && frozen))
                .toList();
    }

    private static byte[] sealed(byte[] bytes) {
        byte[] all = java.util.Arrays.copyOf(bytes, bytes.length + CHECK);
        int check = check(bytes, bytes.length);
        for (int i = 0; i < CHECK; i++) {
            all[bytes.length + i] = (byte) (check >>> (8 * i));
        }
        return all;
    }

    private static int check(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param round the round's seed
     * @param into of the layout's length
     * @throws IllegalArgumentException where the bytes are none of it, or were changed
     */
    void read(byte[] bytes, Seed round, ParamVector into) {
        int length = bytes.length - CHECK;
        int check = 0;
        for (int i = 0; i < CHECK && length >= 0; i++) {
            check |= (bytes[length + i] & 0xFF) << (8 * i);
        }
        if (length < 0 || check != check(bytes, length)) {
            throw new IllegalArgumentException("the " + bytes.length
                    + " bytes of a compressed vector are not as they were sent: their checksum is another");
        }
        int[] ends = Ends.of(layout);
        int n = Ends.last(ends);
        float[] values = scratch(1, n);
        BitReader from = new BitReader(bytes, length);
        how.read(from, ends, round, values);
        for (int i = 0; i < n; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException("a compressed vector holds NaN or infinite numbers");
            }
        }
        into.fill(0);
        int at = 0;
        for (Layout.Span span : layout.spans(Role.LEARNED)) {
            into.write(span.from(), values, at, span.length());
            at += span.length();
        }
        for (Layout.Slot slot : plain()) {
            float[] some = new float[slot.length()];
            for (int i = 0; i < some.length; i++) {
                some[i] = from.number();
            }
            into.write(slot.offset(), some, 0, some.length);
        }
        from.end();
    }
}
