package dev.parley.file.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.file.Tree;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A tree put together again from the two parts that {@link TreeJson} made of it. */
public final class TreeReading {
    private static final int MOST_ARRAYS = 10_000;

    private final TensorReader arrays;
    private final Layout like;
    private final Map<String, List<TensorEntry>> within = new HashMap<>();
    private final Map<String, TensorEntry> left = new HashMap<>();

    private TreeReading(TensorReader arrays, Layout like) {
        this.arrays = arrays;
        this.like = like;
        for (TensorEntry entry : arrays.header().entries()) {
            int end = entry.name().lastIndexOf('/');
            if (end >= 0) {
                String vector = entry.name().substring(0, end);
                within.computeIfAbsent(vector, first -> new ArrayList<>()).add(entry);
            }
            left.put(entry.name(), entry);
        }
    }

    /**
     * Puts a tree together.
     *
     * @param like the layout that vectors get whose arrays have its names and shapes
     * @throws IllegalArgumentException where JSON and arrays do not belong together
     */
    public static Tree of(JsonNode node, TensorReader arrays, Layout like) throws IOException {
        TreeReading reading = new TreeReading(arrays, like);
        Tree tree = reading.tree(node, "");
        if (!reading.left.isEmpty()) {
            throw new IllegalArgumentException("nothing is said of the array '"
                    + reading.left.keySet().iterator().next() + "'");
        }
        return tree;
    }

    private Tree tree(JsonNode node, String before) throws IOException {
        SortedMap<String, Number> numbers = new TreeMap<>();
        for (var number : TreeJson.part(node, TreeJson.NUMBERS, true).properties()) {
            numbers.put(number.getKey(), number(number.getValue()));
        }
        SortedMap<String, ParamVector> vectors = new TreeMap<>();
        for (JsonNode name : TreeJson.part(node, TreeJson.VECTORS, false)) {
            vectors.put(name.asText(), vector(before + TreeJson.escaped(name.asText())));
        }
        SortedMap<String, byte[]> bytes = new TreeMap<>();
        for (JsonNode name : TreeJson.part(node, TreeJson.BYTES, false)) {
            String path = before + TreeJson.escaped(name.asText());
            bytes.put(name.asText(), arrays.bytes(taken(path, TensorEntry.BYTE)));
        }
        SortedMap<String, Tree> branches = new TreeMap<>();
        for (var branch : TreeJson.part(node, TreeJson.BRANCHES, true).properties()) {
            String path = before + TreeJson.escaped(branch.getKey()) + "/";
            branches.put(branch.getKey(), tree(branch.getValue(), path));
        }
        return new Tree(vectors, numbers, bytes, branches);
    }

    private static Number number(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (!value.isFloatingPointNumber() && !value.isTextual()) {
            throw new IllegalArgumentException(value + " is no number");
        }
        return value.isTextual() ? Double.parseDouble(value.asText()) : value.doubleValue();
    }

    private ParamVector vector(String path) throws IOException {
        List<TensorEntry> entries = within.getOrDefault(path, List.of());
        long length = entries.stream().mapToLong(TensorEntry::bytes).sum() / Float.BYTES;
        if (entries.isEmpty() || entries.size() > MOST_ARRAYS || length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("'" + path + "' has " + entries.size() + " arrays of " + length
                    + " numbers, but a vector has 1 to " + MOST_ARRAYS + " arrays");
        }
        for (TensorEntry entry : entries) {
            taken(entry.name(), TensorEntry.FLOAT);
        }
        ParamVector vector = ParamVector.zeros(layout(entries, path));
        int at = 0;
        for (TensorEntry entry : entries) {
            arrays.floats(entry, vector, at);
            at += (int) (entry.bytes() / Float.BYTES);
        }
        return vector;
    }

    private Layout layout(List<TensorEntry> entries, String path) {
        Function<TensorEntry, String> name =
                entry -> TreeJson.unescaped(entry.name().substring(path.length() + 1));
        TensorEntry first = entries.get(0);
        if (entries.size() == 1 && first.bytes() == 0 && name.apply(first).isEmpty()) {
            return Layout.empty();
        }
        Layout layout = Layout.empty();
        boolean same = entries.size() == like.slots().size();
        for (int i = 0; i < entries.size(); i++) {
            TensorEntry entry = entries.get(i);
            int[] shape = entry.shape().stream().mapToInt(Math::toIntExact).toArray();
            layout = layout.then(name.apply(entry), shape);
            same = same
                    && like.slots().get(i).name().equals(layout.slots().get(i).name())
                    && like.slots().get(i).shape().equals(layout.slots().get(i).shape());
        }
        return same ? like : layout;
    }

    /** The array of that name, which nothing else may be. */
    private TensorEntry taken(String name, String type) {
        @Nullable TensorEntry entry = left.remove(name);
        if (entry == null) {
            throw new IllegalArgumentException("the array '" + name + "' is missing");
        }
        if (!entry.type().equals(type)) {
            throw new IllegalArgumentException("the array '" + name + "' is of " + entry.type() + ", not of " + type);
        }
        return entry;
    }
}
