package dev.parley.layer;

import dev.parley.layer.internal.stage.BatchNormStage;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.num.Seed;
import java.util.Arrays;
import java.util.Optional;

/**
 * Batch normalization: y = w (x - m) / sqrt(v + 1e-5) + b, channel by channel over the rows and pixels of a batch; of a
 * flat row, number by number (Ioffe and Szegedy, ICML 2015).
 *
 * <p>While training m and v are the batch's own, v without Bessel's correction; predictions take running statistics,
 * of which each step takes a tenth from its batch (v with Bessel's correction), as PyTorch does. The running
 * statistics are arrays of the parameters, with a role of their own: no gradient, momentum, weight decay or proximal
 * pull touches them on a party, they are sent and averaged like all others, as is usual with FedAvg, and the plain
 * average is what all get, whatever the server's optimizer. With {@code shards(n)} each part is normalized by its own m
 * and v, and the running statistics take the parts' means of both, weighted by rows. Batches of one row of a flat layer
 * teach nothing: their variance is 0.
 */
public record BatchNorm() implements Layer {
    @Override
    public RowShape out(RowShape in) {
        return in;
    }

    @Override
    public Layout arrays(RowShape in) {
        int channels = in.channels();
        return Layout.empty()
                .then("weight", channels)
                .then("bias", channels)
                .then("mean", Role.STATISTIC, channels)
                .then("variance", Role.STATISTIC, channels);
    }

    /** Weights and variances 1, the others 0. */
    @Override
    public void initialize(RowShape in, ParamVector params, int offset, Seed seed) {
        int channels = in.channels();
        float[] ones = new float[channels];
        Arrays.fill(ones, 1f);
        params.write(offset, ones, 0, channels);
        params.write(offset + 3 * channels, ones, 0, channels);
    }

    @Override
    public Optional<String> rowsObjection(RowShape in) {
        return Optional.of(this + " takes statistics of all rows of a batch together, so that each row changes the"
                + " gradients of the others");
    }

    @Override
    public Stage open(RowShape in, LayerContext spot) {
        return new BatchNormStage(in, spot);
    }

    @Override
    public String toString() {
        return "batchNorm()";
    }
}
