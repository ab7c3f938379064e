package dev.parley.partition;

import dev.parley.example.DenseExamples;
import dev.parley.example.Examples;
import dev.parley.example.Shape;
import dev.parley.fault.Check;
import dev.parley.fault.DataException;
import dev.parley.num.Seed;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Features that are measured less well by later parties: party i of N adds N(0, (sd i / N)^2) to each (Li et al., "Federated
 * learning on non-IID data silos", ICDE 2022, noise-based feature imbalance).
 *
 * @param sd above 0, in the unit of the coded features: standard deviations, or of pixels white
 */
public record FeatureNoise(double sd) implements RowChange {
    public FeatureNoise {
        if (!(sd > 0 && Double.isFinite(sd))) {
            throw new DataException("featureNoise(" + Check.text(sd) + "): a standard deviation above 0 is needed");
        }
    }

    @Override
    public Examples over(Examples rows, int[] party, int parties, Seed seed, Shape shape) {
        int width = rows.width();
        int[] all = IntStream.range(0, rows.size()).toArray();
        float[] features = new float[Math.multiplyExact(rows.size(), width)];
        rows.read(all, 0, all.length, features);
        float[] targets = new float[all.length];
        for (int row = 0; row < all.length; row++) {
            targets[row] = rows.target(row);
            double own = sd * (party[row] + 1) / parties;
            var normal = ZigguratSampler.NormalizedGaussian.of(
                    seed.at("feature noise", row).random());
            for (int i = row * width; i < (row + 1) * width; i++) {
                features[i] = (float) (features[i] + own * normal.sample());
            }
        }
        return new DenseExamples(features, width, targets);
    }

    @Override
    public String toString() {
        return "featureNoise(" + Check.text(sd) + ")";
    }
}
