package dev.parley.layer.internal.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import dev.parley.layer.RowShape;
import dev.parley.layer.Windows;
import java.util.Map;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * oneDNN's convolution of n images, forward and backward: images height x width x channels (its nhwc, also where there
 * is one channel, else it falls back to a loop), weights plain (ohwi) outside and in its own order inside.
 */
final class OneDnnConv implements AutoCloseable {
    private final OneDnnHold hold = new OneDnnHold();
    private final memory source;
    private final memory plain;
    private final memory bias;
    private final memory result;
    private final memory slope;
    private final memory below;
    private final OneDnnCall order;
    private final OneDnnCall forward;
    private final @Nullable OneDnnCall orderBack;
    private final @Nullable OneDnnCall byInputs;
    private final OneDnnCall byWeights;
    private final OneDnnCall orderSlope;
    private final String kernels;

    /**
     * Prepares all kernels.
     *
     * @param weightSlope filled by {@link #backwardByWeights}: filters x kernel x kernel x channels
     * @param biasSlope filled too: filters
     */
    OneDnnConv(
            Windows windows,
            int filters,
            int n,
            boolean wantsInputs,
            FloatPointer weightSlope,
            FloatPointer biasSlope) {
        engine on = OneDnn.Loaded.ENGINE;
        RowShape image = windows.in();
        var images = OneDnnHold.desc(memory.format_tag.nhwc, n, image.channels(), image.height(), image.width());
        var outputs = OneDnnHold.desc(memory.format_tag.nhwc, n, filters, windows.height(), windows.width());
        long[] sizes = {filters, image.channels(), windows.kernel(), windows.kernel()};
        var outside = OneDnnHold.desc(memory.format_tag.ohwi, sizes);
        var inside = OneDnnHold.desc(memory.format_tag.any, sizes);
        var biases = OneDnnHold.desc(memory.format_tag.a, filters);
        long[] strides = {windows.stride(), windows.stride()};
        long[] before = {windows.top(), windows.left()};
        long[] after = {windows.bottom(), windows.right()};
        primitive_attr own = OneDnnHold.plain();
        var direct = dnnl.algorithm.convolution_direct;

        var ahead = new convolution_forward.primitive_desc(
                on,
                dnnl.prop_kind.forward_training,
                direct,
                images,
                inside,
                biases,
                outputs,
                strides,
                before,
                after,
                own,
                false);
        source = hold.memory(images, weightSlope);
        plain = hold.memory(outside, weightSlope);
        bias = hold.memory(biases, weightSlope);
        result = hold.memory(outputs, weightSlope);
        slope = hold.memory(outputs, weightSlope);
        below = hold.memory(images, weightSlope);
        memory ordered = hold.memory(ahead.weights_desc());
        order = hold.call(new reorder(plain, ordered), Map.of(DNNL_ARG_FROM, plain, DNNL_ARG_TO, ordered));
        forward = hold.call(
                new convolution_forward(ahead),
                Map.of(
                        DNNL_ARG_SRC,
                        source,
                        DNNL_ARG_WEIGHTS,
                        ordered,
                        DNNL_ARG_BIAS,
                        bias,
                        DNNL_ARG_DST,
                        result,
                        DNNL_ARG_SCRATCHPAD,
                        hold.scratch(ahead)));

        String used = ahead.impl_info_str().getString();
        if (wantsInputs) {
            var back = new convolution_backward_data.primitive_desc(
                    on, direct, images, inside, outputs, strides, before, after, ahead, own, false);
            memory orderedBack = hold.memory(back.weights_desc());
            orderBack =
                    hold.call(new reorder(plain, orderedBack), Map.of(DNNL_ARG_FROM, plain, DNNL_ARG_TO, orderedBack));
            byInputs = hold.call(
                    new convolution_backward_data(back),
                    Map.of(
                            DNNL_ARG_DIFF_DST,
                            slope,
                            DNNL_ARG_WEIGHTS,
                            orderedBack,
                            DNNL_ARG_DIFF_SRC,
                            below,
                            DNNL_ARG_SCRATCHPAD,
                            hold.scratch(back)));
            used += ", " + back.impl_info_str().getString();
        } else {
            orderBack = null;
            byInputs = null;
        }

        var learn = new convolution_backward_weights.primitive_desc(
                on, direct, images, inside, biases, outputs, strides, before, after, ahead, own, false);
        memory orderedSlope = hold.memory(learn.diff_weights_desc());
        memory plainSlope = hold.memory(outside, weightSlope);
        memory biasSlopes = hold.memory(biases, biasSlope);
        byWeights = hold.call(
                new convolution_backward_weights(learn),
                Map.of(
                        DNNL_ARG_SRC,
                        source,
                        DNNL_ARG_DIFF_DST,
                        slope,
                        DNNL_ARG_DIFF_WEIGHTS,
                        orderedSlope,
                        DNNL_ARG_DIFF_BIAS,
                        biasSlopes,
                        DNNL_ARG_SCRATCHPAD,
                        hold.scratch(learn)));
        orderSlope = hold.call(
                new reorder(orderedSlope, plainSlope), Map.of(DNNL_ARG_FROM, orderedSlope, DNNL_ARG_TO, plainSlope));
        kernels = used + ", " + learn.impl_info_str().getString();
    }

    /** Y from X. */
    void forward(FloatPointer x, FloatPointer w, FloatPointer b, FloatPointer y) {
        source.set_data_handle(x);
        plain.set_data_handle(w);
        bias.set_data_handle(b);
        result.set_data_handle(y);
        order.run();
        forward.run();
    }

    /** dX from dY. */
    void backwardByInputs(FloatPointer dy, FloatPointer w, FloatPointer dx) {
        slope.set_data_handle(dy);
        plain.set_data_handle(w);
        below.set_data_handle(dx);
        if (orderBack != null && byInputs != null) {
            orderBack.run();
            byInputs.run();
        }
    }

    /** The gradients by weights and biases, left where the constructor was told. */
    void backwardByWeights(FloatPointer x, FloatPointer dy) {
        source.set_data_handle(x);
        slope.set_data_handle(dy);
        byWeights.run();
        orderSlope.run();
    }

    public String kernels() {
        return kernels;
    }

    @Override
    public void close() {
        hold.close();
    }
}
