package dev.parley.privacy;

import dev.parley.account.Toeplitz;
import dev.parley.filter.Memory;
import dev.parley.num.ParamVector;

/**
 * Makes fresh noise of a round that of a matrix, by taking back noise of rounds before, which a memory keeps.
 *
 * @param name of the vector that gets it
 * @param memory where past noise is
 */
record PastNoise(String name, Memory memory) {
    /**
     * Takes back c(j) times the noise that round t - j had, for j below the bands b: C n = z.
     *
     * @param fresh z, changed to n
     * @param done rounds before this one
     */
    void banded(ParamVector fresh, int done, int bands) {
        double[] c = Toeplitz.full(bands).coefficients();
        for (int j = 1; j < Math.min(bands, done + 1); j++) {
            fresh.add(-c[j], past((done - j) % (bands - 1), fresh));
        }
        if (bands > 1) {
            past(done % (bands - 1), fresh).set(fresh);
        }
    }

    /**
     * Takes back the draws of smaller sums that this round's draw stands for too.
     *
     * @param fresh z, changed to z less these
     * @param done rounds before this one
     */
    void tree(ParamVector fresh, int done) {
        int level = Integer.numberOfTrailingZeros(done + 1);
        past(level, fresh).set(fresh);
        for (int j = 0; j < level; j++) {
            fresh.add(-1, past(j, fresh));
        }
    }

    private ParamVector past(int place, ParamVector like) {
        return memory.vector(name + " " + place, like.layout());
    }
}
