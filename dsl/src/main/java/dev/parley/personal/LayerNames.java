package dev.parley.personal;

import dev.parley.fault.PlanException;
import dev.parley.num.Layout;
import dev.parley.num.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Layers of a model by the names of its arrays: {@code layer2} is {@code layer2.weight} and {@code layer2.bias}. */
final class LayerNames {
    private LayerNames() {}

    /** The layer of an array; an array whose name has no point is a layer of its own. */
    static String layer(Layout.Slot slot) {
        int point = slot.name().lastIndexOf('.');
        return point < 0 ? slot.name() : slot.name().substring(0, point);
    }

    /** The model's layers, in order. */
    static List<String> all(Layout layout) {
        Set<String> all = new LinkedHashSet<>();
        layout.slots().forEach(slot -> all.add(layer(slot)));
        return List.copyOf(all);
    }

    /** The arrays of some layers. */
    static List<String> arrays(Layout layout, Set<String> layers) {
        return layout.slots().stream()
                .filter(slot -> layers.contains(layer(slot)) || layers.contains(slot.name()))
                .map(Layout.Slot::name)
                .toList();
    }

    /**
     * The arrays of layers that were named, or of the last ones.
     *
     * @param asked how that was said
     * @param names of layers or arrays; none for the last layers
     * @param last how many of them
     * @throws PlanException where there are no such layers, or they are all
     */
    static List<String> kept(String asked, List<String> names, int last, Layout layout) {
        List<String> all = all(layout);
        List<String> arrays = layout.slots().stream().map(Layout.Slot::name).toList();
        List<String> unknown = names.stream()
                .filter(name -> !all.contains(name) && !arrays.contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw new PlanException(asked + " keeps layers of the model, but there is no '" + unknown.get(0)
                    + "'; there are " + String.join(", ", all));
        }
        boolean nameless = all.equals(arrays);
        if (names.isEmpty() && nameless) {
            throw new PlanException(asked + " keeps the last layers at home, but this model has one layer alone, or its"
                    + " arrays do not tell their layers: " + String.join(", ", arrays)
                    + "; name the arrays to be kept, or train a model of more layers");
        }
        List<String> chosen = names.isEmpty() ? all.subList(Math.max(0, all.size() - last), all.size()) : names;
        List<String> kept = arrays(layout, Set.copyOf(chosen));
        if (kept.size() == arrays.size()) {
            throw new PlanException(asked + " keeps all layers at home, so that nothing is shared: "
                    + String.join(", ", all) + "; keep fewer, or use local()");
        }
        return kept;
    }

    /** The arrays of layers that normalize batches, which are those with arrays that are measured. */
    static List<String> normalizing(Layout layout) {
        Set<String> layers = new LinkedHashSet<>();
        layout.slots().stream().filter(slot -> slot.role() == Role.STATISTIC).forEach(slot -> layers.add(layer(slot)));
        return arrays(layout, layers);
    }

    /** As it is said: {@code fedPer("layer2")}, {@code fedPer(2)}, {@code fedPer()}. */
    static String said(String word, List<String> names, int last) {
        List<String> quoted = new ArrayList<>();
        names.forEach(name -> quoted.add("\"" + name + "\""));
        return word + "(" + (names.isEmpty() && last != 1 ? "" + last : String.join(", ", quoted)) + ")";
    }
}
