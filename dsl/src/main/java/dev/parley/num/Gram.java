package dev.parley.num;

import static org.bytedeco.openblas.global.openblas.CblasLower;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.cblas_dsyrk;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;

/**
 * Inner products of vectors less their mean, all with all, in double: by blocks of numbers, so that no vector is copied
 * whole. Its last bits may differ between processors.
 */
public final class Gram {
    private static final int BLOCK = 1024;

    private Gram() {}

    /**
     * K x K products, symmetric.
     *
     * @param vectors K of one length, at least one
     */
    public static double[][] centered(List<ParamVector> vectors) {
        Native.singleThreaded();
        int k = vectors.size();
        int length = vectors.get(0).length();
        float[] floats = new float[BLOCK];
        double[] rows = new double[k * BLOCK];
        double[] mean = new double[BLOCK];
        double[] sums = new double[k * k];
        try (DoublePointer block = new DoublePointer((long) k * BLOCK);
                DoublePointer products = new DoublePointer((long) k * k)) {
            products.put(sums, 0, sums.length);
            for (int from = 0; from < length; from += BLOCK) {
                int count = Math.min(BLOCK, length - from);
                for (int row = 0; row < k; row++) {
                    vectors.get(row).read(from, floats, 0, count);
                    int start = row * count;
                    for (int i = 0; i < count; i++) {
                        rows[start + i] = floats[i];
                    }
                }
                center(rows, mean, k, count);
                block.put(rows, 0, k * count);
                cblas_dsyrk(CblasRowMajor, CblasLower, CblasNoTrans, k, count, 1, block, count, 1, products, k);
            }
            products.get(sums, 0, sums.length);
        }
        double[][] all = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                all[i][j] = sums[i * k + j];
                all[j][i] = all[i][j];
            }
        }
        return all;
    }

    /** Takes the mean of each number from it, row by row, as rows lie in memory. */
    private static void center(double[] rows, double[] mean, int k, int count) {
        Arrays.fill(mean, 0, count, 0);
        for (int row = 0; row < k; row++) {
            int start = row * count;
            for (int i = 0; i < count; i++) {
                mean[i] += rows[start + i];
            }
        }
        for (int i = 0; i < count; i++) {
            mean[i] /= k;
        }
        for (int row = 0; row < k; row++) {
            int start = row * count;
            for (int i = 0; i < count; i++) {
                rows[start + i] -= mean[i];
            }
        }
    }
}
