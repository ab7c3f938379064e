package dev.parley.model;

import dev.parley.example.ArrayExamples;
import java.util.List;

/**
 * The mean loss of dense layers with ReLU between them in plain double loops: slow, and with nothing of the learner's.
 * From 64 units on a layer's weights are inputs x units.
 *
 * @param sizes units of each layer, from the inputs to the outputs
 * @param loss which loss stands behind them
 */
record PlainNetwork(List<Integer> sizes, Loss loss) {
    /** Scores of one row: the last layer before softmax or logistic. */
    double[] scores(double[] params, double[] row) {
        double[] activation = row;
        int at = 0;
        for (int l = 1; l < sizes.size(); l++) {
            int in = sizes.get(l - 1);
            int out = sizes.get(l);
            double[] next = new double[out];
            for (int o = 0; o < out; o++) {
                next[o] = params[at + out * in + o];
                for (int i = 0; i < in; i++) {
                    next[o] += params[at + (out < 64 ? o * in + i : i * out + o)] * activation[i];
                }
                if (l < sizes.size() - 1) {
                    next[o] = Math.max(next[o], 0);
                }
            }
            activation = next;
            at += out * in + out;
        }
        return activation;
    }

    double loss(double[] params, ArrayExamples data, int[] rows, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            double[] row = new double[data.width()];
            for (int j = 0; j < row.length; j++) {
                row[j] = data.x()[rows[i] * data.width() + j];
            }
            double y = data.target(rows[i]);
            double[] z = scores(params, row);
            sum += switch (loss) {
                case HALF_SQUARED -> (z[0] - y) * (z[0] - y) / 2;
                case BINARY -> -Math.log(1 / (1 + Math.exp(y == 1 ? -z[0] : z[0])));
                case SOFTMAX -> {
                    double total = 0;
                    for (double score : z) {
                        total += Math.exp(score - z[(int) y]);
                    }
                    yield Math.log(total);
                }
            };
        }
        return sum / count;
    }

    /** The gradient by central differences; the error is about 1e-9 where no ReLU bends within the step. */
    double[] gradient(double[] params, ArrayExamples data, int[] rows, int from, int count) {
        double step = 1e-6;
        double[] moved = params.clone();
        double[] gradient = new double[params.length];
        for (int i = 0; i < params.length; i++) {
            moved[i] = params[i] + step;
            double above = loss(moved, data, rows, from, count);
            moved[i] = params[i] - step;
            double below = loss(moved, data, rows, from, count);
            moved[i] = params[i];
            gradient[i] = (above - below) / (2 * step);
        }
        return gradient;
    }
}
