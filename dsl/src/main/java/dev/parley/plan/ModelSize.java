package dev.parley.plan;

import dev.parley.fault.PlanException;
import dev.parley.model.Model;
import dev.parley.num.Layout;
import java.util.Locale;

/** The memory that a model's parameters take, said before it is allocated. */
final class ModelSize {
    /** The parameters before and after a round, one update, and a party's own copy. */
    private static final int VECTORS = 4;

    private ModelSize() {}

    /**
     * Refuses a model that cannot be trained here.
     *
     * @param machine bytes of memory that the machine has
     * @param java bytes that Java may take
     * @throws PlanException where its parameters do not fit
     */
    static void check(Model model, Layout layout, long machine, long java) {
        double parameters = 0;
        double largest = 0;
        for (Layout.Slot slot : layout.slots()) {
            double length =
                    slot.shape().stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
            parameters += length;
            largest = Math.max(largest, length);
        }
        double bytes = Float.BYTES * parameters;
        if (parameters > Integer.MAX_VALUE - 8 || VECTORS * bytes > machine || Float.BYTES * largest > java) {
            throw new PlanException(String.format(
                    Locale.ROOT,
                    "%s has %,.0f parameters x 4 bytes, %.1f GB. A training holds four such vectors or more, and begins"
                            + " with its largest array, %.1f GB, in Java's memory; here are %.1f GB, %.1f GB of them for"
                            + " Java; make its layers smaller",
                    model,
                    parameters,
                    bytes / 1e9,
                    Float.BYTES * largest / 1e9,
                    machine / 1e9,
                    java / 1e9));
        }
    }

    /** Refuses a model that cannot be trained on this machine. */
    static void check(Model model, Layout layout) {
        long machine = java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
        check(model, layout, machine, Runtime.getRuntime().maxMemory());
    }
}
