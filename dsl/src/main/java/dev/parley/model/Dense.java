package dev.parley.model;

import dev.parley.data.Shape;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Dense layers with ReLU between them and a loss behind: what linear, logistic, softmax and mlp have in common.
 *
 * <p>Weights are stored out x in, as PyTorch has them; layer l computes z = W a + b.
 */
interface Dense extends Model {
    /** Units of each layer, from the d inputs to the k outputs. */
    int[] sizes(Shape shape);

    /** The loss for such data. */
    Loss loss(Shape shape);

    @Override
    default Layout layout(Shape shape) {
        int[] sizes = sizes(shape);
        Layout layout = Layout.empty();
        for (int l = 1; l < sizes.length; l++) {
            String layer = sizes.length == 2 ? "" : "layer" + l + ".";
            layout = layout.then(layer + "weight", sizes[l], sizes[l - 1]).then(layer + "bias", sizes[l]);
        }
        return layout;
    }

    /** Zeros; with hidden layers He normal: weights N(0, 2 / in), biases 0 (He et al., ICCV 2015). */
    @Override
    default ParamVector initial(Shape shape, Seed seed) {
        ParamVector params = ParamVector.zeros(layout(shape));
        int[] sizes = sizes(shape);
        if (sizes.length == 2) {
            return params;
        }
        for (int l = 1; l < sizes.length; l++) {
            Layout.Slot slot = params.layout().slot("layer" + l + ".weight");
            var gaussian =
                    ZigguratSampler.NormalizedGaussian.of(seed.at("initial", l).random());
            double deviation = Math.sqrt(2.0 / sizes[l - 1]);
            float[] weights = new float[slot.length()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (deviation * gaussian.sample());
            }
            params.write(slot.offset(), weights, 0, weights.length);
        }
        return params;
    }

    @Override
    default Learner open(Shape shape, int batch) {
        return new DenseLearner(sizes(shape), loss(shape), batch);
    }
}
