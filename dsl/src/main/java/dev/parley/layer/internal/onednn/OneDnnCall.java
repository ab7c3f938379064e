package dev.parley.layer.internal.onednn;

import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;

/** One primitive of oneDNN and its arguments, put together once and run many times. */
final class OneDnnCall {
    private final dnnl_primitive work;
    private final dnnl_stream queue;
    private final dnnl_exec_arg_t arguments;
    private final int count;
    private final List<Pointer> held; // keeps the targets of native arguments from being collected

    OneDnnCall(primitive task, stream on, Map<Integer, memory> memories) {
        this.work = task.get();
        this.queue = on.get();
        this.count = memories.size();
        this.arguments = new dnnl_exec_arg_t(count);
        int i = 0;
        for (Map.Entry<Integer, memory> each : memories.entrySet()) {
            arguments.getPointer(i++).arg(each.getKey()).memory(each.getValue().get());
        }
        this.held = List.copyOf(
                java.util.stream.Stream.concat(java.util.stream.Stream.of(task, on), memories.values().stream())
                        .toList());
    }

    void run() {
        int status = dnnl.dnnl_primitive_execute(work, queue, count, arguments);
        if (status != dnnl.dnnl_success) {
            throw new IllegalStateException("oneDNN could not run " + held.get(0) + ": status " + status);
        }
    }
}
