package dev.parley.model;

import dev.parley.num.ParamVector;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/** Pointers to each layer's weights and biases inside a flat parameter vector; made anew only for another vector. */
final class Views {
    final FloatPointer[] weights;
    final FloatPointer[] biases;
    final int[] biasOffsets;
    final float[][] bias;
    private final int[] sizes;
    private float[] room = new float[0];
    private @Nullable ParamVector pointed;

    Views(int[] sizes) {
        this.sizes = sizes;
        this.weights = new FloatPointer[sizes.length];
        this.biases = new FloatPointer[sizes.length];
        this.biasOffsets = new int[sizes.length];
        this.bias = new float[sizes.length][];
        int offset = 0;
        for (int l = 1; l < sizes.length; l++) {
            offset += sizes[l] * sizes[l - 1];
            biasOffsets[l] = offset;
            bias[l] = new float[sizes[l]];
            offset += sizes[l];
        }
    }

    void point(ParamVector vector) {
        if (pointed == vector) {
            return;
        }
        pointed = vector;
        for (int l = 1; l < sizes.length; l++) {
            long bias = biasOffsets[l];
            weights[l] = new FloatPointer(vector.pointer()).position(bias - (long) sizes[l] * sizes[l - 1]);
            biases[l] = new FloatPointer(vector.pointer()).position(bias);
        }
    }

    /** A scratch array of at least that length, kept. */
    float[] room(int length) {
        if (room.length < length) {
            room = new float[length];
        }
        return room;
    }
}
