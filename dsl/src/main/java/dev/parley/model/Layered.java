package dev.parley.model;

import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.layer.AvgPool;
import dev.parley.layer.BatchNorm;
import dev.parley.layer.Conv;
import dev.parley.layer.Dense;
import dev.parley.layer.Fused;
import dev.parley.layer.Layer;
import dev.parley.layer.RowShape;
import dev.parley.layer.internal.onednn.OneDnn;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.List;
import java.util.Optional;

/** Layers, one after another, and a loss behind: what all built-in models have in common. */
interface Layered extends Model {
    /** The layers, the last with as many outputs as the data ask for. */
    List<? extends Layer> layers(Shape shape);

    /** Softmax cross-entropy for classes, half the mean squared error for a number. */
    default Loss loss(Shape shape) {
        return shape.task() == Task.REGRESSION ? Loss.HALF_SQUARED : Loss.SOFTMAX;
    }

    /** One output a class, or one for a number. */
    static int outputs(Shape shape) {
        return shape.task() == Task.REGRESSION ? 1 : shape.classes().size();
    }

    /** The shape of a row as the first layer sees it. */
    static RowShape input(Shape shape) {
        return RowShape.of(shape.image(), shape.width());
    }

    @Override
    default Optional<String> kernel(Shape shape) {
        // the largest of a window has the same bits whatever finds it; sums do not
        boolean matters = layers(shape).stream().anyMatch(layer -> layer instanceof Conv || layer instanceof AvgPool);
        return matters ? Optional.of(OneDnn.kernel()) : Optional.empty();
    }

    @Override
    default Optional<String> note(Shape shape) {
        boolean slow = !OneDnn.isAtHand() && layers(shape).stream().anyMatch(layer -> layer instanceof Conv);
        return slow ? Optional.of("convolutions are worked out by " + OneDnn.kernel()) : Optional.empty();
    }

    @Override
    default boolean normalizesRows(Shape shape) {
        RowShape in = input(shape);
        for (Layer layer : layers(shape)) {
            if (layer instanceof BatchNorm && in.channels() == in.size()) {
                return true;
            }
            in = layer.out(in);
        }
        return false;
    }

    @Override
    default Optional<String> rowsObjection(Shape shape) {
        RowShape in = input(shape);
        for (Layer layer : layers(shape)) {
            Optional<String> objection = layer.rowsObjection(in);
            if (objection.isPresent()) {
                return objection;
            }
            in = layer.out(in);
        }
        return Optional.empty();
    }

    @Override
    default int representation(Shape shape) {
        RowShape in = input(shape);
        boolean learned = false;
        int before = 0;
        for (Layer layer : layers(shape)) {
            before = layer instanceof Dense && learned ? in.size() : 0;
            learned |= layer.arrays(in).length() > 0;
            in = layer.out(in);
        }
        return before;
    }

    /** Layers that learn are numbered from 1: {@code layer1.weight}; the only one has no number. */
    @Override
    default Layout layout(Shape shape) {
        List<? extends Layer> layers = layers(shape);
        RowShape in = input(shape);
        Layout layout = Layout.empty();
        boolean only = layers.size() == 1;
        int number = 0;
        for (Layer layer : layers) {
            List<Layout.Slot> arrays = layer.arrays(in).slots();
            number += arrays.isEmpty() ? 0 : 1;
            for (Layout.Slot slot : arrays) {
                int[] sizes = slot.shape().stream().mapToInt(Integer::intValue).toArray();
                layout = layout.then((only ? "" : "layer" + number + ".") + slot.name(), slot.role(), sizes);
            }
            in = layer.out(in);
        }
        return layout;
    }

    @Override
    default ParamVector initial(Shape shape, Seed seed) {
        ParamVector params = ParamVector.zeros(layout(shape));
        RowShape in = input(shape);
        int offset = 0;
        int number = 0;
        for (Layer layer : layers(shape)) {
            int length = layer.arrays(in).length();
            number += length == 0 ? 0 : 1;
            layer.initialize(in, params, offset, seed.at("initial", number));
            offset += length;
            in = layer.out(in);
        }
        return params;
    }

    @Override
    default Learner open(Shape shape, int batch) {
        return new LayerLearner(Fused.of(layers(shape)), input(shape), loss(shape), ClassWeights.of(shape), batch);
    }
}
