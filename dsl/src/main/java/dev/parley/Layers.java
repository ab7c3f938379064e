package dev.parley;

import dev.parley.layer.AvgPool;
import dev.parley.layer.BatchNorm;
import dev.parley.layer.Conv;
import dev.parley.layer.Dense;
import dev.parley.layer.Dropout;
import dev.parley.layer.Embedding;
import dev.parley.layer.Flatten;
import dev.parley.layer.Initialization;
import dev.parley.layer.MaxPool;
import dev.parley.layer.Relu;
import dev.parley.layer.Sigmoid;
import dev.parley.layer.Tanh;

/** Words for the layers of {@code sequential(dense(200), relu(), dense())}. */
public final class Layers {
    private Layers() {}

    /** Fully connected, with so many units. */
    public static Dense dense(int units) {
        return new Dense(units);
    }

    /** Fully connected, with as many units as the data ask for: one a class, or one for a number. */
    public static Dense dense() {
        return new Dense(0);
    }

    /** A convolution of images with so many filters of kernel x kernel pixels; the size of the image stays. */
    public static Conv conv(int filters, int kernel) {
        return new Conv(filters, kernel);
    }

    /** The largest number of each size x size window, side by side. */
    public static MaxPool maxPool(int size) {
        return new MaxPool(size);
    }

    /** The mean of each size x size window, side by side. */
    public static AvgPool avgPool(int size) {
        return new AvgPool(size);
    }

    /** max(x, 0). */
    public static Relu relu() {
        return new Relu();
    }

    /** The hyperbolic tangent. */
    public static Tanh tanh() {
        return new Tanh();
    }

    /** 1 / (1 + e^-x). */
    public static Sigmoid sigmoid() {
        return new Sigmoid();
    }

    /** An image as one flat row. */
    public static Flatten flatten() {
        return new Flatten();
    }

    /** Sets numbers to 0 with a probability while training. */
    public static Dropout dropout(double probability) {
        return new Dropout(probability);
    }

    /** Normalizes each channel over a batch. */
    public static BatchNorm batchNorm() {
        return new BatchNorm();
    }

    /** A learned vector for each whole number from 0 to vocabulary - 1. */
    public static Embedding embedding(int vocabulary, int size) {
        return new Embedding(vocabulary, size);
    }

    // What weights start with: dense(200).initial(xavierNormal())

    /** Normal of variance 2 / inputs, made for ReLU: what layers start with unless said otherwise. */
    public static Initialization heNormal() {
        return new Initialization.HeNormal();
    }

    /** Uniform of variance 2 / inputs. */
    public static Initialization heUniform() {
        return new Initialization.HeUniform();
    }

    /** Normal of variance 2 / (inputs + outputs), made for tanh. */
    public static Initialization xavierNormal() {
        return new Initialization.XavierNormal();
    }

    /** Uniform of variance 2 / (inputs + outputs). */
    public static Initialization xavierUniform() {
        return new Initialization.XavierUniform();
    }

    /** Zeros. */
    public static Initialization zeros() {
        return new Initialization.Zeros();
    }
}
