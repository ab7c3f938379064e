package dev.parley.model;

import dev.parley.example.Shape;
import java.util.List;

/**
 * Weights of a row of each class in the gradient: the gradient of mean(w_y loss(z, y)), with weights whose mean over
 * rows is 1.
 *
 * <p>Losses that are told stay those of rows that all count the same.
 */
final class ClassWeights {
    private final float[] weights;

    private ClassWeights(float[] weights) {
        this.weights = weights;
    }

    /** Those of the data's shape. */
    static ClassWeights of(Shape shape) {
        List<Double> given = shape.weights();
        float[] weights = new float[given.size()];
        for (int c = 0; c < weights.length; c++) {
            weights[c] = given.get(c).floatValue();
        }
        return new ClassWeights(weights);
    }

    /** Multiplies each row of a gradient, n x k, by the weight of its class. */
    void weigh(float[] gradient, float[] targets, int n, int k) {
        if (weights.length == 0) {
            return;
        }
        for (int row = 0; row < n; row++) {
            float weight = weights[(int) targets[row]];
            for (int j = row * k; j < (row + 1) * k; j++) {
                gradient[j] *= weight;
            }
        }
    }
}
