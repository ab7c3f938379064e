package dev.parley.bench;

import dev.parley.compress.BitReader;
import dev.parley.compress.BitWriter;
import dev.parley.compress.Compressor;
import dev.parley.compress.Float16;
import dev.parley.compress.Quantize;
import dev.parley.compress.RandomK;
import dev.parley.compress.Rotated;
import dev.parley.compress.Signs;
import dev.parley.compress.Ternary;
import dev.parley.compress.TopK;
import dev.parley.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Compressors on normal numbers, and beside them the threshold encoding by which DL4J shares gradients; one thread, its
 * processor's time. Of each seconds of writing and of reading, bytes, and the error's norm in norms of the vector.
 */
final class CompressWork {
    private static final List<Compressor> ALL = List.of(
            new Float16(),
            new Quantize(8),
            new Quantize(4),
            new Quantize(4).byRange(),
            new Rotated(new Quantize(4)),
            new Signs(),
            new RandomK(0.01),
            new TopK(0.01),
            new TopK(0.01).values(new Float16()),
            new Ternary(0.01));

    private final float[] values;
    private final float threshold;

    CompressWork(int length) {
        Random random = new Random(1);
        values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        float[] sorted = values.clone();
        for (int i = 0; i < length; i++) {
            sorted[i] = Math.abs(sorted[i]);
        }
        Arrays.sort(sorted);
        threshold = sorted[(int) (0.99 * length)];
    }

    String all() {
        StringBuilder text = new StringBuilder();
        ALL.forEach(each -> text.append(of(each)).append(' '));
        return text + dl4j();
    }

    private String of(Compressor how) {
        int[] ends = {values.length};
        Seed seed = new Seed(7);
        long start = Processor.nanos();
        BitWriter to = new BitWriter(values.length / 4);
        how.write(values, ends, seed, to);
        byte[] bytes = to.bytes();
        long written = Processor.nanos();
        float[] read = new float[values.length];
        how.read(new BitReader(bytes, bytes.length), ends, seed, read);
        long done = Processor.nanos();
        return numbers(written - start, done - written, bytes.length, read);
    }

    /** One number in a hundred, as sign times threshold. */
    private String dl4j() {
        INDArray residual = Nd4j.createFromArray(values);
        long start = Processor.nanos();
        INDArray encoded = Nd4j.getExecutioner().thresholdEncode(residual, threshold);
        long written = Processor.nanos();
        INDArray target = Nd4j.zeros(values.length);
        Nd4j.getExecutioner().thresholdDecode(encoded, target);
        long done = Processor.nanos();
        String numbers = numbers(
                written - start,
                done - written,
                4 * encoded.length(),
                target.data().asFloat());
        residual.close();
        target.close();
        return numbers;
    }

    private String numbers(long write, long read, long bytes, float[] left) {
        double gap = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            gap += Math.pow((double) values[i] - left[i], 2);
            all += (double) values[i] * values[i];
        }
        return write / 1e9 + " " + read / 1e9 + " " + bytes + " " + Math.sqrt(gap / all);
    }
}
