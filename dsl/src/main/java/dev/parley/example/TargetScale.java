package dev.parley.example;

/**
 * Brings a number to be predicted to the size that models learn well: z = (y - shift) / unit.
 *
 * <p>Models learn and predict z; metrics and predictions are given in the target's own unit. Where the target is a
 * class, and where no scale was learned, z is y.
 *
 * @param shift for instance the training rows' mean
 * @param unit for instance their standard deviation, above 0
 */
public record TargetScale(double shift, double unit) {
    /** Leaves numbers as they are. */
    public static final TargetScale NONE = new TargetScale(0, 1);

    public TargetScale {
        if (!Double.isFinite(shift) || !Double.isFinite(unit) || !(unit > 0)) {
            throw new IllegalArgumentException(
                    "a target's scale needs a finite shift and a finite unit above 0, but is " + shift + ", " + unit);
        }
    }

    /** Codes a number for the model. */
    public float coded(double y) {
        return (float) ((y - shift) / unit);
    }

    /** The number that a model's output stands for. */
    public double original(double z) {
        return shift + unit * z;
    }
}
