package dev.parley.layer.internal.blas;

/**
 * Cuts products of matrices to suit OpenBLAS best.
 *
 * <p>It has kernels for products of m n k up to a million that do not copy their operands first; with the second factor
 * transposed they also want m n to be at most 1200. Where the processor has AVX-512 they are the fastest there are: 32 x
 * 200 x 784 takes 95 us cut into such tiles and 146 whole, 256 x 10 x 784 takes 39 instead of 84. Other kernels lose by
 * it, but for thin batches. Tiles follow from shape and kernel alone, so the bits depend on nothing else.
 */
enum Tiling {
    /** Thin batches are cut along outputs or inputs; the rest is left whole. */
    WHOLE,
    /** Everything is cut, along rows too. */
    TILED;

    /** Tiling that suits this machine. */
    static final Tiling HERE = Avx512.USED ? TILED : WHOLE;

    /** The limit of m n k. */
    static final long SMALL = 1_000_000;
    /** The limit of m n where the second factor is transposed. */
    static final long SMALL_RESULT = 1200;

    private static final int WIDTH = 16;
    private static final int ROWS = 64;
    private static final int THIN = 16;

    /** Rows of a tile that is at least 16 of {@code cut} wide; all of them where that would leave too few. */
    int rows(int n, int cut, int k) {
        if (this == WHOLE) {
            return n;
        }
        long fit = Math.min(ROWS, SMALL / ((long) k * Math.min(WIDTH, cut)));
        return fit < WIDTH / 2 ? n : (int) Math.min(fit, n);
    }

    /** The largest multiple of 16 that keeps {@code piece x n x k} within a limit; the whole where that is no gain. */
    int piece(int whole, int n, int k, long limit) {
        long rest = (long) n * k;
        if ((this == WHOLE && n > THIN) || whole * rest <= limit) {
            return whole;
        }
        int piece = (int) (limit / rest) / WIDTH * WIDTH;
        return piece == 0 ? whole : piece;
    }
}
