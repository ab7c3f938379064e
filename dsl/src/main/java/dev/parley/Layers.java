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

    /**
     * Fully connected, with so many units.
     *
     * <p>y = W x + b, on whatever comes before it taken as one flat row. W starts He normal, or as
     * {@code .initial(xavierNormal())} says; b starts at 0.
     *
     * <p>Example: {@code sequential(dense(200), relu(), dense())}
     *
     * @param units outputs, at least 1
     * @throws dev.parley.fault.PlanException below 1
     */
    public static Dense dense(int units) {
        return new Dense(units);
    }

    /**
     * Fully connected, with as many units as the data ask for: one a class, or one for a number.
     *
     * <p>The usual last layer. Example: {@code sequential(flatten(), dense())}
     */
    public static Dense dense() {
        return new Dense(0);
    }

    /**
     * A convolution of images with so many filters of kernel x kernel pixels; the size of the image stays.
     *
     * <p>The border is filled with zeros; {@code .valid()} keeps windows inside the image, {@code .stride(2)} takes every
     * second pixel. Weights start He normal, biases at 0. Rows that are no images are refused in {@code train}.
     *
     * <p>Example: {@code sequential(conv(32, 5), relu(), maxPool(2), flatten(), dense())}
     *
     * @param filters outputs a pixel, at least 1
     * @param kernel pixels a side of the window, at least 1
     * @throws dev.parley.fault.PlanException below 1
     */
    public static Conv conv(int filters, int kernel) {
        return new Conv(filters, kernel);
    }

    /**
     * The largest number of each size x size window, side by side.
     *
     * <p>Channel by channel; pixels left over at the bottom and right are dropped. {@code .stride(pixels)} lets windows
     * overlap or lie apart. Images smaller than a window are refused in {@code train}.
     *
     * <p>Example: {@code sequential(conv(32, 5), relu(), maxPool(2), flatten(), dense())}
     *
     * @param size pixels a side of a window, at least 1
     * @throws dev.parley.fault.PlanException below 1
     */
    public static MaxPool maxPool(int size) {
        return new MaxPool(size);
    }

    /**
     * The mean of each size x size window, side by side.
     *
     * <p>Channel by channel; pixels left over at the bottom and right are dropped. {@code .stride(pixels)} lets windows
     * overlap or lie apart. Images smaller than a window are refused in {@code train}.
     *
     * <p>Example: {@code sequential(conv(32, 5), relu(), avgPool(2), flatten(), dense())}
     *
     * @param size pixels a side of a window, at least 1
     * @throws dev.parley.fault.PlanException below 1
     */
    public static AvgPool avgPool(int size) {
        return new AvgPool(size);
    }

    /**
     * The rectifier max(x, 0).
     *
     * <p>Example: {@code sequential(dense(200), relu(), dense())}
     */
    public static Relu relu() {
        return new Relu();
    }

    /**
     * The hyperbolic tangent.
     *
     * <p>Example: {@code sequential(dense(200).initial(xavierNormal()), tanh(), dense())}
     */
    public static Tanh tanh() {
        return new Tanh();
    }

    /**
     * The logistic function 1 / (1 + e^-x).
     *
     * <p>Example: {@code sequential(dense(200).initial(xavierNormal()), sigmoid(), dense())}
     */
    public static Sigmoid sigmoid() {
        return new Sigmoid();
    }

    /**
     * An image as one flat row.
     *
     * <p>Pixel by pixel, the channels of a pixel together. {@code dense(..)} does the same by itself.
     *
     * <p>Example: {@code sequential(conv(32, 5), relu(), flatten(), dense())}
     */
    public static Flatten flatten() {
        return new Flatten();
    }

    /**
     * Sets numbers to 0 with a probability while training.
     *
     * <p>The others are divided by 1 - p, so that their mean stays; predictions are left alone (Srivastava et al., JMLR
     * 2014). The plan's seed says which numbers.
     *
     * <p>Example: {@code sequential(dense(200), relu(), dropout(0.5), dense())}
     *
     * @param probability p, 0 to below 1
     * @throws dev.parley.fault.PlanException for another p
     */
    public static Dropout dropout(double probability) {
        return new Dropout(probability);
    }

    /**
     * Normalizes each channel over a batch.
     *
     * <p>y = w (x - mean) / sqrt(variance + 1e-5) + b (Ioffe and Szegedy, ICML 2015). Predictions take running
     * statistics, of which a step takes a tenth from its batch; they are sent and averaged with the parameters. A batch
     * of one row teaches a flat layer nothing.
     *
     * <p>Example: {@code sequential(dense(50), batchNorm(), relu(), dense())}
     */
    public static BatchNorm batchNorm() {
        return new BatchNorm();
    }

    /**
     * A learned vector for each whole number from 0 to vocabulary - 1.
     *
     * <p>The first layer: it takes a row of d such numbers to d vectors, which start N(0, 1 / size). The numbers must
     * come as they are, by {@code features(none())}.
     *
     * <p>Example: {@code sequential(embedding(1000, 16), dense())}
     *
     * @param vocabulary how many different numbers there are, at least 1
     * @param size length of a vector, at least 1
     * @throws dev.parley.fault.PlanException below 1
     */
    public static Embedding embedding(int vocabulary, int size) {
        return new Embedding(vocabulary, size);
    }

    // First weights: dense(200).initial(xavierNormal())

    /**
     * Normal of variance 2 / inputs, made for ReLU: the default.
     *
     * <p>He et al., ICCV 2015, equation 10. Example: {@code dense(200).initial(heNormal())}
     */
    public static Initialization heNormal() {
        return new Initialization.HeNormal();
    }

    /**
     * Uniform of variance 2 / inputs.
     *
     * <p>Within sqrt(6 / inputs) of 0 (He et al., ICCV 2015). Example: {@code dense(200).initial(heUniform())}
     */
    public static Initialization heUniform() {
        return new Initialization.HeUniform();
    }

    /**
     * Normal of variance 2 / (inputs + outputs), made for tanh.
     *
     * <p>Glorot and Bengio, AISTATS 2010. Example: {@code dense(200).initial(xavierNormal())}
     */
    public static Initialization xavierNormal() {
        return new Initialization.XavierNormal();
    }

    /**
     * Uniform of variance 2 / (inputs + outputs).
     *
     * <p>Within sqrt(6 / (inputs + outputs)) of 0 (Glorot and Bengio, AISTATS 2010, equation 16). Example:
     * {@code dense(200).initial(xavierUniform())}
     */
    public static Initialization xavierUniform() {
        return new Initialization.XavierUniform();
    }

    /**
     * Zeros for all weights.
     *
     * <p>Right for a single layer: in deeper networks all units of a layer would stay alike. Example:
     * {@code sequential(dense().initial(zeros()))}
     */
    public static Initialization zeros() {
        return new Initialization.Zeros();
    }
}
