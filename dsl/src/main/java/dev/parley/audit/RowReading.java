package dev.parley.audit;

import dev.parley.fault.PlanException;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.util.List;

/**
 * Rows read out of an update, without any training: each unit of the first dense layer gives one.
 *
 * <p>A row x reaches unit i of a dense layer as w_i x + b_i. Its gradient is (g_i x, g_i), so that the change of the weights
 * over that of the bias is x itself, after any number of steps on one row. Of more rows it is their mean weighted by g_i: a
 * unit that only one of them excites gives that one exactly (Phong et al., IEEE TIFS 2018, section III; Fowl et al., ICLR
 * 2022). Noise and sums with other parties' updates spoil it. Costs one pass over the first layer.
 */
public final class RowReading {
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    private RowReading() {}

    /**
     * Reads the row of the unit whose bias has changed most.
     *
     * @param update a party's change of the parameters
     * @return the row's d features, as they are coded
     * @throws PlanException where the model does not begin with a dense layer, or no unit has learned
     */
    public static float[] strongest(ParamVector update) {
        List<Layout.Slot> first = first(update.layout());
        float[] values = update.toArray();
        int best = 0;
        int units = first.get(1).length();
        for (int unit = 1; unit < units; unit++) {
            if (bias(values, first, unit) > bias(values, first, best)) {
                best = unit;
            }
        }
        return row(values, first, best);
    }

    /**
     * Reads the row of one unit.
     *
     * @param unit of the first dense layer, from 0
     */
    public static float[] of(ParamVector update, int unit) {
        return row(update.toArray(), first(update.layout()), unit);
    }

    private static double bias(float[] values, List<Layout.Slot> first, int unit) {
        return Math.abs(values[first.get(1).offset() + unit]);
    }

    private static List<Layout.Slot> first(Layout layout) {
        List<Layout.Slot> slots = layout.slots();
        if (slots.size() < 2
                || !slots.get(0).name().endsWith(WEIGHT)
                || slots.get(0).shape().size() > 2
                || !slots.get(1).name().endsWith(BIAS)) {
            throw new PlanException(
                    "readRow(update) divides the change of the first dense layer's weights by that of its"
                            + " biases, but this model begins with "
                            + (slots.isEmpty()
                                    ? "nothing"
                                    : slots.get(0).name() + " of shape "
                                            + slots.get(0).shape())
                            + "; take linear(), logistic(), softmax() or mlp(..)");
        }
        return slots.subList(0, 2);
    }

    private static float[] row(float[] values, List<Layout.Slot> first, int unit) {
        Layout.Slot weight = first.get(0);
        int units = first.get(1).length();
        if (unit < 0 || unit >= units) {
            throw new PlanException("readRow(update): the first layer has " + units + " units, numbered from 0 to "
                    + (units - 1) + ", but unit " + unit + " was asked for; choose one of these");
        }
        double bias = values[first.get(1).offset() + unit];
        if (bias == 0) {
            throw new PlanException("readRow(update) needs a unit that has learned, but the bias of unit " + unit
                    + " has not changed; it tells nothing of the row");
        }
        int width = weight.length() / units;
        boolean wide = weight.shape().size() == 2
                && weight.shape().get(0) == width
                && weight.shape().get(1) == units
                && units != width;
        boolean byInput = wide || (units == width && units >= 64);
        float[] row = new float[width];
        for (int i = 0; i < width; i++) {
            int at = byInput ? i * units + unit : unit * width + i;
            row[i] = (float) (values[weight.offset() + at] / bias);
        }
        return row;
    }
}
