package dev.parley.wire;

import dev.parley.num.ParamVector;

/** Every parameter as a 4-byte float: 4 n bytes. */
public record Float32() implements Codec {
    @Override
    public long bytes(ParamVector vector) {
        return 4L * vector.length();
    }

    @Override
    public String toString() {
        return "float32()";
    }
}
