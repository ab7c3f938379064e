package dev.parley.layer.internal.blas;

import dev.parley.num.ParamVector;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/** A pointer to one array inside a flat parameter vector; made anew only for another vector. Its position is 0. */
public final class Slice {
    private final int offset;
    private @Nullable ParamVector vector;
    private @Nullable FloatPointer pointer;

    public Slice(int offset) {
        this.offset = offset;
    }

    public FloatPointer of(ParamVector of) {
        FloatPointer whole = of.pointer(); // asked for each time: it refuses a vector that has ended
        FloatPointer known = pointer;
        if (vector == of && known != null) {
            return known;
        }
        FloatPointer made = whole.getPointer(offset);
        vector = of;
        pointer = made;
        return made;
    }
}
