package dev.parley.num;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The place of each named array of a model in the flat parameter vector, and its role.
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
     * @param role learned, measured, or left alone
     */
    public record Slot(String name, List<Integer> shape, int offset, Role role) {
        /** Number of elements. */
        public int length() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }
    }

    /**
     * Consecutive elements of the flat vector.
     *
     * @param from the index of the first
     * @param length how many, at least 1
     */
    public record Span(int from, int length) {}

    public Layout {
        slots = List.copyOf(slots);
    }

    /** A layout of no arrays, to be continued by {@link #then}. */
    public static Layout empty() {
        return new Layout(List.of());
    }

    /** This layout and one more array behind it, which is learned. */
    public Layout then(String name, int... shape) {
        return then(name, Role.LEARNED, shape);
    }

    /** This layout and one more array behind it. */
    public Layout then(String name, Role role, int... shape) {
        List<Slot> more = new ArrayList<>(slots);
        more.add(new Slot(name, Arrays.stream(shape).boxed().toList(), length(), role));
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

    /** Tells that no array has another role than {@link Role#LEARNED}. */
    public boolean isAllLearned() {
        return slots.stream().allMatch(slot -> slot.role() == Role.LEARNED);
    }

    /** The elements of a role in order; neighboring arrays are one span. */
    public List<Span> spans(Role role) {
        List<Span> spans = new ArrayList<>();
        int from = 0;
        int behind = 0;
        for (Slot slot : slots) {
            if (slot.role() != role || slot.length() == 0) {
                continue;
            }
            if (slot.offset() != behind) {
                addIfAny(spans, from, behind);
                from = slot.offset();
            }
            behind = slot.offset() + slot.length();
        }
        addIfAny(spans, from, behind);
        return List.copyOf(spans);
    }

    private static void addIfAny(List<Span> spans, int from, int behind) {
        if (behind > from) {
            spans.add(new Span(from, behind - from));
        }
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
