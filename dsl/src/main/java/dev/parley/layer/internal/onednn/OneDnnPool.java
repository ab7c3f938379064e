package dev.parley.layer.internal.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import dev.parley.layer.RowShape;
import dev.parley.layer.Windows;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * oneDNN's pooling of n images, forward and backward, with a rectifier behind it where that is asked for: forward in
 * the same pass, backward in a pass of its own over the gradient by the few numbers behind the pooling.
 */
final class OneDnnPool implements AutoCloseable {
    private final OneDnnHold hold = new OneDnnHold();
    private final memory source;
    private final memory result;
    private final memory slope;
    private final memory below;
    private final OneDnnCall forward;
    private final @Nullable OneDnnCall rectifyBack;
    private final OneDnnCall backward;
    private final String kernels;

    /**
     * Prepares all kernels.
     *
     * @param isMax the largest of a window, else the mean
     * @param anywhere an address, until there is a better one
     */
    OneDnnPool(Windows windows, boolean isMax, boolean rectifies, int n, FloatPointer anywhere) {
        engine on = OneDnn.Loaded.ENGINE;
        RowShape image = windows.in();
        int channels = image.channels();
        var images = OneDnnHold.desc(memory.format_tag.nhwc, n, channels, image.height(), image.width());
        var outputs = OneDnnHold.desc(memory.format_tag.nhwc, n, channels, windows.height(), windows.width());
        long[] kernel = {windows.kernel(), windows.kernel()};
        long[] strides = {windows.stride(), windows.stride()};
        long[] none = {0, 0};
        int how = isMax ? dnnl.algorithm.pooling_max.value : dnnl.algorithm.pooling_avg_exclude_padding.value;
        int training = dnnl.prop_kind.forward_training.value;
        primitive_attr own = OneDnnHold.plain();
        primitive_attr after = OneDnnHold.plain();
        if (rectifies) {
            post_ops relu = new post_ops();
            relu.append_eltwise(dnnl.algorithm.eltwise_relu, 0f, 0f);
            after.set_post_ops(relu);
        }
        var hint = new pooling_forward.primitive_desc(
                on, training, how, images, outputs, strides, kernel, none, none, none, own, false);
        var ahead = new pooling_forward.primitive_desc(
                on, training, how, images, outputs, strides, kernel, none, none, none, after, false);
        var back = new pooling_backward.primitive_desc(
                on, how, images, outputs, strides, kernel, none, none, none, hint, own, false);
        source = hold.memory(images, anywhere);
        result = hold.memory(outputs, anywhere);
        slope = hold.memory(outputs, anywhere);
        below = hold.memory(images, anywhere);
        memory workspace = hold.memory(ahead.workspace_desc());
        forward = hold.call(
                new pooling_forward(ahead),
                with(
                        isMax,
                        workspace,
                        Map.of(DNNL_ARG_SRC, source, DNNL_ARG_DST, result, DNNL_ARG_SCRATCHPAD, hold.scratch(ahead))));
        backward = hold.call(
                new pooling_backward(back),
                with(
                        isMax,
                        workspace,
                        Map.of(
                                DNNL_ARG_DIFF_SRC,
                                below,
                                DNNL_ARG_DIFF_DST,
                                slope,
                                DNNL_ARG_SCRATCHPAD,
                                hold.scratch(back))));
        rectifyBack = rectifies ? rectifyBack(outputs, own) : null;
        kernels =
                ahead.impl_info_str().getString() + ", " + back.impl_info_str().getString();
    }

    /** Adds the place of each window's largest value, which is remembered; a mean needs nothing. */
    private static Map<Integer, memory> with(boolean isMax, memory workspace, Map<Integer, memory> others) {
        Map<Integer, memory> all = new HashMap<>(others);
        if (isMax) {
            all.put(DNNL_ARG_WORKSPACE, workspace);
        }
        return all;
    }

    /** The gradient stays where the output is above 0. */
    private OneDnnCall rectifyBack(memory.desc outputs, primitive_attr own) {
        var how = dnnl.algorithm.eltwise_relu_use_dst_for_bwd;
        engine on = OneDnn.Loaded.ENGINE;
        var hint = new eltwise_forward.primitive_desc(
                on, dnnl.prop_kind.forward_training, how, outputs, outputs, 0f, 0f, own, false);
        var back = new eltwise_backward.primitive_desc(on, how, outputs, outputs, outputs, 0f, 0f, hint, own, false);
        return hold.call(
                new eltwise_backward(back),
                Map.of(
                        DNNL_ARG_DST,
                        result,
                        DNNL_ARG_DIFF_DST,
                        slope,
                        DNNL_ARG_DIFF_SRC,
                        slope,
                        DNNL_ARG_SCRATCHPAD,
                        hold.scratch(back)));
    }

    /** Y from X. */
    void forward(FloatPointer x, FloatPointer y) {
        source.set_data_handle(x);
        result.set_data_handle(y);
        forward.run();
    }

    /** dX from dY, which is changed where something is rectified. */
    void backward(FloatPointer y, FloatPointer dy, FloatPointer dx) {
        result.set_data_handle(y);
        slope.set_data_handle(dy);
        below.set_data_handle(dx);
        if (rectifyBack != null) {
            rectifyBack.run();
        }
        backward.run();
    }

    public String kernels() {
        return kernels;
    }

    @Override
    public void close() {
        hold.close();
    }
}
