package dev.parley.file;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.nio.ByteBuffer;
import java.util.Base64;

/** Parameters as files of the first format hold them: big-endian floats in Base64, a vector a text. */
public final class Floats {
    private Floats() {}

    /** As many floats as the text holds. */
    public static float[] read(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return values;
    }

    /** A vector of that layout, or, where the text has another length, of one array. */
    public static ParamVector read(String text, Layout layout) {
        float[] values = read(text);
        Layout fitting =
                values.length == layout.length() ? layout : Layout.empty().then("values", values.length);
        return ParamVector.of(fitting, values);
    }
}
