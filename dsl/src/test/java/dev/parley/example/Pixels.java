package dev.parley.example;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.data.Samples;

/** Images of a test, kept as bytes as real ones are. */
public final class Pixels {
    private Pixels() {}

    /** The rows of a golden case. */
    public static Examples of(JsonNode golden) {
        int[] values = Golden.ints(golden.get("pixels"));
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return of(
                bytes,
                Golden.floats(golden.get("y")),
                golden.get("sizes").get(0).asInt());
    }

    /**
     * Rows of bytes.
     *
     * @param pixels n x width unsigned bytes
     * @param y n targets
     */
    public static Examples of(byte[] pixels, float[] y, int width) {
        return new ImageExamples(pixels, width, y);
    }

    /** The same rows as floats: nothing of how bytes are treated. */
    public static ArrayExamples floats(Examples examples) {
        float[] x = Samples.all(examples);
        float[] y = new float[examples.size()];
        for (int i = 0; i < y.length; i++) {
            y[i] = examples.target(i);
        }
        return new ArrayExamples(x, y, examples.width());
    }
}
