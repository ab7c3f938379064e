package dev.parley.num;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where each named array of a model lies in the flat parameter vector.
 *
 * @param slots the arrays in order, without gaps
 */
public record Layout(List<Slot> slots) {

    /**
     * One named array.
     *
     * @param name for instance {@code layer1.weight}
     * @param shape its dimensions; stored in C order
     * @param offset the index of its first element in the flat vector
     */
    public record Slot(String name, List<Integer> shape, int offset) {
        /** Number of elements. */
        public int length() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }
    }

    public Layout {
        slots = List.copyOf(slots);
    }

    /** A layout of no arrays, to be continued by {@link #then}. */
    public static Layout empty() {
        return new Layout(List.of());
    }

    /** This layout and one more array behind it. */
    public Layout then(String name, int... shape) {
        List<Slot> more = new ArrayList<>(slots);
        more.add(new Slot(name, Arrays.stream(shape).boxed().toList(), length()));
        return new Layout(more);
    }

    /** Number of parameters in all. */
    public int length() {
        if (slots.isEmpty()) {
            return 0;
        }
        Slot last = slots.get(slots.size() - 1);
        return last.offset() + last.length();
    }

    /** The array of that name. */
    public Slot slot(String name) {
        return slots.stream()
                .filter(slot -> slot.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no array '" + name + "' among "
                        + slots.stream().map(Slot::name).toList()));
    }
}
