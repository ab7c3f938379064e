package dev.parley;

import dev.parley.compress.Float16;
import dev.parley.compress.Quantize;
import dev.parley.compress.RandomK;
import dev.parley.compress.Rotated;
import dev.parley.compress.Signs;
import dev.parley.compress.Ternary;
import dev.parley.compress.TopK;

/** Words for fewer bytes: {@code federation().compress(topK(0.01)).compressDown(float16())}. */
public final class Compression {
    private Compression() {}

    /**
     * Sends the share of the numbers with the largest magnitude; the rest is remembered, and added the next time.
     *
     * <p>k = max(1, round(share d)) of all learned numbers together; of equal magnitudes the first, and no zeros (Aji and
     * Heafield, EMNLP 2017). 4 bytes for each number, and about 1 for its place at 0.01. {@code .values(float16())} halves the
     * numbers too, {@code .withoutFeedback()} forgets what is not sent. Each party keeps 4 bytes a parameter.
     *
     * <p>Example: {@code federation().compress(topK(0.01)).train(logistic(), hospitals)}
     *
     * @param share of the numbers, above 0 and at most 1
     * @throws dev.parley.fault.PlanException for another share
     */
    public static TopK topK(double share) {
        return new TopK(share);
    }

    /**
     * Sends a share of the numbers drawn at random, times d / k, so that the mean is the vector itself.
     *
     * <p>Unbiased, and nothing is remembered; the expected squared error is d / k - 1 times the squared norm, which is much
     * where the share is small. Places follow from a seed and do not travel. {@code .sharedPlaces()} lets all parties of a
     * round send the same ones.
     *
     * <p>Example: {@code federation().compress(randomK(0.1)).train(logistic(), hospitals)}
     *
     * @param share of the numbers, above 0 and at most 1
     * @throws dev.parley.fault.PlanException for another share
     */
    public static RandomK randomK(double share) {
        return new RandomK(share);
    }

    /**
     * Rounds each number to one of few levels at random, so that its mean is itself.
     *
     * <p>QSGD (Alistarh et al., NIPS 2017): multiples of |v| / (2^(bits - 1) - 1) in buckets of 512 numbers with a norm of their
     * own; {@code .bucket(n)} for others: the larger, the fewer bytes and the more noise. {@code .byRange()} has 2^bits levels from the lowest to the highest number of each
     * layer. Nothing is remembered.
     *
     * <p>Example: {@code federation().compress(quantize(8).byRange()).train(logistic(), hospitals)}
     *
     * @param bits of a number, 2 to 16; codes of frequent levels are shorter
     * @throws dev.parley.fault.PlanException for fewer or more
     */
    public static Quantize quantize(int bits) {
        return new Quantize(bits);
    }

    /**
     * Sends each number in half precision, 2 bytes: the nearest, ties to even, and at most 65504.
     *
     * <p>The error is at most 2^-11 of a number, and 2^-25 of one below 2^-14. Also on the way down.
     *
     * <p>Example: {@code federation().compress(float16()).compressDown(float16()).train(logistic(), hospitals)}
     */
    public static Float16 float16() {
        return new Float16();
    }

    /**
     * Sends the sign of each number and the mean magnitude of each layer: a bit a number; what is lost is remembered, and added
     * the next time.
     *
     * <p>EF-signSGD (Karimireddy et al., ICML 2019), layer by layer. For signSGD by majority vote say
     * {@code .compress(signs().withoutFeedback()).aggregate(majority(step))}. Each party keeps 4 bytes a parameter.
     *
     * <p>Example: {@code federation().compress(signs()).train(logistic(), hospitals)}
     */
    public static Signs signs() {
        return new Signs();
    }

    /**
     * Sparse ternary compression of one number in a hundred: {@code ternary(0.01)}.
     *
     * <p>Example: {@code federation().compress(ternary()).train(logistic(), hospitals)}
     */
    public static Ternary ternary() {
        return ternary(0.01);
    }

    /**
     * Sends the signs of the share of the numbers with the largest magnitude, and the mean of these magnitudes; what is lost is
     * remembered, and added the next time.
     *
     * <p>STC (Sattler et al., IEEE TNNLS 2020): a bit and a place for each number that is sent. Each party keeps 4 bytes a
     * parameter.
     *
     * <p>Example: {@code federation().compress(ternary(0.02)).train(logistic(), hospitals)}
     *
     * @param share of the numbers, above 0 and at most 1
     * @throws dev.parley.fault.PlanException for another share
     */
    public static Ternary ternary(double share) {
        return new Ternary(share);
    }

    /**
     * Quantizes what a random rotation has made of the numbers, by the range of each block, and rotates it back on arrival.
     *
     * <p>Suresh et al., ICML 2017, section 3: random signs and a Walsh-Hadamard transform of blocks of up to 8192 numbers make a
     * few large numbers no trouble for the others. Unbiased; nothing is remembered.
     *
     * <p>Example: {@code federation().compress(rotated(quantize(4))).train(logistic(), hospitals)}
     *
     * @param inner {@code quantize(bits)}; it is by range here
     */
    public static Rotated rotated(Quantize inner) {
        return new Rotated(inner);
    }
}
