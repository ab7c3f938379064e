package dev.parley;

import dev.parley.layer.Dense;
import dev.parley.layer.Flatten;
import dev.parley.layer.Initialization;
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
