package dev.parley.layer.internal.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;

/**
 * Resources of oneDNN that a layer holds for one number of rows: memories, primitives and a queue, released together.
 */
final class OneDnnHold implements AutoCloseable {
    private final List<Pointer> held = new ArrayList<>();
    private final stream queue = OneDnn.Loaded.stream();

    OneDnnHold() {
        held.add(queue);
    }

    /** The layout of numbers in memory. */
    static memory.desc desc(memory.format_tag order, long... sizes) {
        return new memory.desc(sizes, memory.data_type.f32, order);
    }

    /** Attributes by which a primitive works in memory that it is given, and allocates none itself. */
    static primitive_attr plain() {
        primitive_attr own = new primitive_attr();
        own.set_scratchpad_mode(dnnl.scratchpad_mode.user);
        return own;
    }

    /** Memory at an address; it is given before each use. */
    memory memory(memory.desc laidOut, Pointer at) {
        memory made = new memory(laidOut, OneDnn.Loaded.ENGINE, at);
        held.add(made);
        return made;
    }

    /** Memory of oneDNN's own. */
    memory memory(memory.desc laidOut) {
        memory made = new memory(laidOut, OneDnn.Loaded.ENGINE);
        held.add(made);
        return made;
    }

    /** Scratch memory that a primitive needs beside its arguments. */
    memory scratch(primitive_desc_base of) {
        return memory(of.scratchpad_desc());
    }

    /** A primitive with its arguments. */
    OneDnnCall call(primitive task, Map<Integer, memory> memories) {
        held.add(task);
        return new OneDnnCall(task, queue, memories);
    }

    @Override
    public void close() {
        held.forEach(Pointer::close);
    }
}
