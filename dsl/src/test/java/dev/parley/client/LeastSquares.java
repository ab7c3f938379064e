package dev.parley.client;

import dev.parley.example.Party;
import java.util.List;

/**
 * Half the mean squared error of a line w x + b on a party's rows, in double: a quadratic with known steps and optimum.
 *
 * <p>Its gradient at (w, b) is H (w, b) - r.
 *
 * @param xx mean of x^2
 * @param x mean of x; H is (xx, x; x, 1)
 * @param xy mean of x y
 * @param y mean of y; r is (xy, y)
 */
record LeastSquares(double xx, double x, double xy, double y) {
    /** That of a party with one feature. */
    static LeastSquares of(Party party) {
        int n = party.size();
        float[] features = new float[n];
        party.examples().read(party.rows(), 0, n, features);
        LeastSquares sum = new LeastSquares(0, 0, 0, 0);
        for (int row = 0; row < n; row++) {
            double in = features[row];
            double out = party.examples().target(row);
            sum = sum.plus(new LeastSquares(in * in / n, in / n, in * out / n, out / n));
        }
        return sum;
    }

    /** That of all parties, each counting the same. */
    static LeastSquares mean(List<LeastSquares> parties) {
        return parties.stream()
                .map(one -> one.times(1.0 / parties.size()))
                .reduce(new LeastSquares(0, 0, 0, 0), LeastSquares::plus);
    }

    private LeastSquares plus(LeastSquares other) {
        return new LeastSquares(xx + other.xx, x + other.x, xy + other.xy, y + other.y);
    }

    private LeastSquares times(double factor) {
        return new LeastSquares(factor * xx, factor * x, factor * xy, factor * y);
    }

    double[] gradient(double... at) {
        return new double[] {xx * at[0] + x * at[1] - xy, x * at[0] + at[1] - y};
    }

    /** Point at which the gradient is 0. */
    double[] optimum() {
        return solve(new double[][] {{xx, x}, {x, 1}}, xy, y);
    }

    /** I - (I - rate H)^k: what k steps of gradient descent take of the way to the optimum. */
    double[][] way(double rate, int k) {
        double[][] left = {{1, 0}, {0, 1}};
        for (int step = 0; step < k; step++) {
            for (double[] row : left) {
                double first = row[0];
                row[0] -= rate * (first * xx + row[1] * x);
                row[1] -= rate * (first * x + row[1]);
            }
        }
        return new double[][] {{1 - left[0][0], -left[0][1]}, {-left[1][0], 1 - left[1][1]}};
    }

    /**
     * The fixed point of plain averaging of k steps each: (sum of W_i)^-1 sum of W_i x_i, where x_i are the parties'
     * optima and W_i their ways. With one step it is the optimum of all; with more, each way bends differently.
     */
    static double[] averaged(List<LeastSquares> parties, double rate, int k) {
        double[][] ways = new double[2][2];
        double[] sum = new double[2];
        for (LeastSquares party : parties) {
            double[][] way = party.way(rate, k);
            double[] optimum = party.optimum();
            for (int i = 0; i < 2; i++) {
                ways[i][0] += way[i][0];
                ways[i][1] += way[i][1];
                sum[i] += way[i][0] * optimum[0] + way[i][1] * optimum[1];
            }
        }
        return solve(ways, sum[0], sum[1]);
    }

    /**
     * Part of the way to the optimum that k steps of momentum m take, with a pull mu to their start: a matrix, since
     * the steps are linear.
     */
    double[][] way(double rate, int k, double momentum, double mu) {
        double[][] way = new double[2][2];
        for (int column = 0; column < 2; column++) {
            double[] start = {column == 0 ? 1 : 0, column};
            double[] at = start.clone();
            double[] v = new double[2];
            for (int step = 0; step < k; step++) {
                double[] g = {xx * at[0] + x * at[1], x * at[0] + at[1]};
                for (int i = 0; i < 2; i++) {
                    v[i] = momentum * v[i] + g[i] + mu * (at[i] - start[i]);
                    at[i] -= rate * v[i];
                }
            }
            way[0][column] = start[0] - at[0];
            way[1][column] = start[1] - at[1];
        }
        return way;
    }

    /** Point at which the sum of a_i W_i (x - x_i) is 0, with weights a_i, ways W_i and the parties' optima x_i. */
    static double[] balanced(List<LeastSquares> parties, double[] weights, List<double[][]> ways) {
        double[][] all = new double[2][2];
        double[] sum = new double[2];
        for (int party = 0; party < parties.size(); party++) {
            double[] optimum = parties.get(party).optimum();
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    double part = weights[party] * ways.get(party)[i][j];
                    all[i][j] += part;
                    sum[i] += part * optimum[j];
                }
            }
        }
        return solve(all, sum[0], sum[1]);
    }

    /** Minimum of the sum of a_i F_i. */
    static double[] optimum(List<LeastSquares> parties, double[] weights) {
        LeastSquares sum = new LeastSquares(0, 0, 0, 0);
        double total = 0;
        for (int party = 0; party < parties.size(); party++) {
            sum = sum.plus(parties.get(party).times(weights[party]));
            total += weights[party];
        }
        return sum.times(1 / total).optimum();
    }

    private static double[] solve(double[][] a, double first, double second) {
        double determinant = a[0][0] * a[1][1] - a[0][1] * a[1][0];
        return new double[] {
            (first * a[1][1] - second * a[0][1]) / determinant, (second * a[0][0] - first * a[1][0]) / determinant
        };
    }
}
