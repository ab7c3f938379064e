package dev.parley.layer.internal.stage;

import dev.parley.layer.Activations;
import dev.parley.layer.LayerContext;
import dev.parley.layer.Pass;
import dev.parley.layer.Stage;

/** A function of each number whose derivative follows from its value: in place where the layer before allows it. */
public abstract class Elementwise implements Stage {
    private final int size;
    private final Activations own;
    private final boolean mayOverwrite;
    private Activations out;

    public Elementwise(int size, LayerContext spot) {
        this.size = size;
        this.own = new Activations(spot.batch(), size);
        this.mayOverwrite = spot.mayOverwrite();
        this.out = own;
    }

    /** y from x, which may be the same array. */
    public abstract void forward(float[] x, float[] y, int count);

    /** Multiplies the gradient by dy/dx. */
    public abstract void backward(float[] y, float[] gradient, int count);

    @Override
    public final Activations forward(Activations in, int n, Pass pass) {
        out = mayOverwrite ? in : own;
        float[] x = mayOverwrite ? in.change(n) : in.read(n);
        forward(x, mayOverwrite ? x : own.fill(), n * size);
        return out;
    }

    @Override
    public final Activations backward(Activations gradient, int n, Pass pass) {
        backward(out.read(n), gradient.change(n), n * size);
        return gradient;
    }

    @Override
    public final boolean needsOutputs() {
        return true;
    }

    @Override
    public final void close() {
        own.close();
    }
}
