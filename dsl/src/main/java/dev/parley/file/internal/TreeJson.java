package dev.parley.file.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.file.Tree;
import java.util.List;
import java.util.SortedMap;

/**
 * A tree taken apart: JSON with its numbers and names, and arrays; {@link TreeReading} puts it together again.
 *
 * <p>An array is called by its way from the root, with slashes between, as in a JSON Pointer (RFC 6901, without the
 * first slash): {@code server/m/layer1.weight} is the array {@code layer1.weight} of the vector {@code m} in the branch
 * {@code server}. A vector without any array stands as one of no numbers and no name.
 */
public final class TreeJson {
    static final String VECTORS = "vectors";
    static final String NUMBERS = "numbers";
    static final String BYTES = "bytes";
    static final String BRANCHES = "branches";

    private TreeJson() {}

    /**
     * Takes a tree apart.
     *
     * @param arrays takes its arrays
     * @return its numbers and names
     */
    public static ObjectNode write(Tree tree, List<Tensor> arrays) {
        return write(tree, "", arrays);
    }

    private static ObjectNode write(Tree tree, String before, List<Tensor> arrays) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (!tree.numbers().isEmpty()) {
            ObjectNode numbers = node.putObject(NUMBERS);
            tree.numbers().forEach((name, number) -> {
                if (number instanceof Long whole) {
                    numbers.put(name, whole);
                } else {
                    numbers.put(name, number.doubleValue());
                }
            });
        }
        names(node, VECTORS, tree.vectors());
        tree.vectors().forEach((name, vector) -> {
            String within = before + escaped(name) + "/";
            List<Tensor> own = Tensor.of(vector, array -> within + escaped(array));
            arrays.addAll(own.isEmpty() ? List.of(new Tensor.Part(within, List.of(0), vector, 0, 0)) : own);
        });
        names(node, BYTES, tree.bytes());
        tree.bytes().forEach((name, bytes) -> arrays.add(new Tensor.Raw(before + escaped(name), bytes)));
        if (!tree.branches().isEmpty()) {
            ObjectNode branches = node.putObject(BRANCHES);
            tree.branches()
                    .forEach((name, branch) -> branches.set(name, write(branch, before + escaped(name) + "/", arrays)));
        }
        return node;
    }

    private static void names(ObjectNode node, String kind, SortedMap<String, ?> leaves) {
        if (!leaves.isEmpty()) {
            ArrayNode names = node.putArray(kind);
            leaves.keySet().forEach(names::add);
        }
    }

    /** A name as a step of a way: without slashes. */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** The name that was escaped. */
    static String unescaped(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }

    /** The members of a part of a node: none where it is not there. */
    public static JsonNode part(JsonNode node, String name, boolean named) {
        JsonNode part = node.path(name);
        if (!part.isMissingNode() && !(named ? part.isObject() : part.isArray())) {
            throw new IllegalArgumentException("'" + name + "' is no " + (named ? "object" : "list"));
        }
        return part;
    }
}
