package dev.parley.personal;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.VectorPool;
import java.util.ArrayList;
import java.util.List;

/**
 * Some arrays of a model, as a vector of their own: one behind the other, in the model's order.
 *
 * @param spans where they are in the whole vector
 */
record Part(List<Layout.Span> spans) {
    private static final int CHUNK = 4096;

    /** The arrays of these names. */
    static Part of(Layout model, List<String> names) {
        return new Part(where(model, names, true));
    }

    /** All arrays but these. */
    static Part without(Layout model, List<String> names) {
        return new Part(where(model, names, false));
    }

    private static List<Layout.Span> where(Layout model, List<String> names, boolean named) {
        List<Layout.Span> spans = new ArrayList<>();
        for (Layout.Slot slot : model.slots()) {
            if (names.contains(slot.name()) == named && slot.length() > 0) {
                spans.add(new Layout.Span(slot.offset(), slot.length()));
            }
        }
        return spans;
    }

    int length() {
        return spans.stream().mapToInt(Layout.Span::length).sum();
    }

    /** The layout of a vector of these arrays alone. */
    Layout layout() {
        return Layout.empty().then("values", length());
    }

    /** A vector of these arrays of a whole one; the caller's to close. */
    ParamVector cut(ParamVector whole, VectorPool pool) {
        ParamVector part = pool.zeros(layout());
        cut(whole, part);
        return part;
    }

    /** The same into a vector that is there. */
    void cut(ParamVector whole, ParamVector part) {
        int at = 0;
        for (Layout.Span span : spans) {
            copy(whole, span.from(), part, at, span.length());
            at += span.length();
        }
    }

    /** Puts such a vector into a whole one. */
    void paste(ParamVector part, ParamVector whole) {
        int at = 0;
        for (Layout.Span span : spans) {
            copy(part, at, whole, span.from(), span.length());
            at += span.length();
        }
    }

    /** Lets these arrays of a vector be as they are in another whole one. */
    void copy(ParamVector from, ParamVector to) {
        for (Layout.Span span : spans) {
            copy(from, span.from(), to, span.from(), span.length());
        }
    }

    /** Lets these arrays be 0. */
    void clear(ParamVector whole) {
        float[] zeros = new float[CHUNK];
        for (Layout.Span span : spans) {
            for (int done = 0; done < span.length(); done += CHUNK) {
                whole.write(span.from() + done, zeros, 0, Math.min(CHUNK, span.length() - done));
            }
        }
    }

    private static void copy(ParamVector from, int at, ParamVector to, int into, int length) {
        float[] chunk = new float[Math.min(CHUNK, length)];
        for (int done = 0; done < length; done += CHUNK) {
            int n = Math.min(CHUNK, length - done);
            from.read(at + done, chunk, 0, n);
            to.write(into + done, chunk, 0, n);
        }
    }
}
