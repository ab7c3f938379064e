package dev.parley.attack;

import dev.parley.example.Examples;
import dev.parley.example.Shape;
import dev.parley.fault.Check;
import dev.parley.fault.Nearest;
import dev.parley.fault.PlanException;
import java.util.stream.IntStream;

/**
 * A mark on rows that a model is to take for one class: a white square in the lower right corner of an image, or large
 * values in the last features of a table's row.
 *
 * @param target the class
 * @param size side of the square in pixels, or number of features
 * @param value of the marked features: white is 1, and a table's are in standard deviations
 */
public record Trigger(String target, int size, double value) {
    private static final int SIDE = 3;

    public Trigger {
        Check.atLeastOne("trigger(..).size(n)", size);
    }

    /** A mark of the usual size. */
    public Trigger(String target) {
        this(target, SIDE, 1);
    }

    /** A square of another side, or another number of features. */
    public Trigger size(int other) {
        return new Trigger(target, other, value);
    }

    /** Marked features of another value; tables need one that honest rows do not have, such as 4. */
    public Trigger value(double other) {
        return new Trigger(target, size, other);
    }

    int place(Shape shape) {
        int place = shape.classes().indexOf(target);
        if (place < 0) {
            throw new PlanException("trigger(\"" + target + "\"): there is no such class; "
                    + (shape.classes().isEmpty()
                            ? "'" + shape.target() + "' is a number"
                            : Nearest.hint(target, shape.classes())));
        }
        return place;
    }

    /** The marked places of a row. */
    int[] places(Shape shape) {
        if (shape.image().isEmpty()) {
            return IntStream.range(Math.max(0, shape.width() - size), shape.width())
                    .toArray();
        }
        int height = shape.image().get(0);
        int width = shape.image().get(1);
        int channels = shape.image().get(2);
        return IntStream.range(0, shape.width())
                .filter(place -> place / channels / width >= height - size && place / channels % width >= width - size)
                .toArray();
    }

    /** All rows, marked; their classes stay. */
    public Examples on(Examples rows, Shape shape) {
        return new Marked(rows, places(shape), (float) value, row -> true, Marked.OWN);
    }

    @Override
    public String toString() {
        return "trigger(\"" + target + "\")" + (size == SIDE ? "" : ".size(" + size + ")")
                + (value == 1 ? "" : ".value(" + Check.text(value) + ")");
    }
}
