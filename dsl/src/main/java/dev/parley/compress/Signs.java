package dev.parley.compress;

import dev.parley.num.Seed;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The sign of each number, and the mean magnitude of each layer: u becomes |u|_1 / d sgn(u), and what is lost is remembered
 * and added the next time (EF-signSGD; Karimireddy et al., ICML 2019, algorithm 1, layer by layer).
 *
 * <p>A bit a number and 4 bytes a layer. A zero's sign is drawn, so that it is 0 in the mean. With
 * {@code aggregate(majority())} and {@code withoutFeedback()} it is signSGD by majority vote (Bernstein et al., ICLR 2019).
 *
 * @param feedback whether what is lost is remembered
 */
public record Signs(boolean feedback) implements Compressor {
    /** With a memory of what is lost. */
    public Signs() {
        this(true);
    }

    /** Forgets what is lost, as signSGD by majority vote does. */
    public Signs withoutFeedback() {
        return new Signs(false);
    }

    @Override
    public void write(float[] values, int[] ends, Seed seed, BitWriter to) {
        UniformRandomProvider random = seed.random();
        int from = 0;
        for (int end : ends) {
            double sum = 0;
            for (int i = from; i < end; i++) {
                sum += Math.abs(values[i]);
                boolean negative = values[i] < 0 || (values[i] == 0 && random.nextBoolean());
                to.bits(negative ? 1 : 0, 1);
            }
            to.number((float) (sum / (end - from)));
            from = end;
        }
    }

    @Override
    public void read(BitReader in, int[] ends, Seed round, float[] into) {
        int from = 0;
        for (int end : ends) {
            for (int i = from; i < end; i++) {
                into[i] = in.bits(1) == 1 ? -1 : 1;
            }
            float magnitude = in.number();
            for (int i = from; i < end; i++) {
                into[i] *= magnitude;
            }
            from = end;
        }
    }

    @Override
    public String toString() {
        return "signs()" + (feedback ? "" : ".withoutFeedback()");
    }
}
