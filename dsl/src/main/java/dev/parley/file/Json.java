package dev.parley.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values of a JSON object that must be there and be of their kind; else an IllegalArgumentException says which is not. */
public final class Json {
    private Json() {}

    /** A text. */
    public static String text(JsonNode node, String name) {
        return textual(node.required(name), "'" + name + "'");
    }

    /** The value itself, a text. */
    public static String textual(JsonNode value, String where) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException(where + " is " + shortened(value) + ", but should be a text");
        }
        return value.textValue();
    }

    /** A list of texts. */
    public static List<String> texts(JsonNode node, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(node, name)) {
            texts.add(textual(item, "an item of '" + name + "'"));
        }
        return texts;
    }

    /** A list. */
    public static JsonNode list(JsonNode node, String name) {
        JsonNode value = node.required(name);
        if (!value.isArray()) {
            throw new IllegalArgumentException("'" + name + "' is " + shortened(value) + ", but should be a list");
        }
        return value;
    }

    /** A whole number from low to high. */
    public static int whole(JsonNode node, String name, int low, int high) {
        return (int) integer(node.required(name), name, low, high);
    }

    /** A whole number from low to high, or another where there is none. */
    public static int whole(JsonNode node, String name, int low, int high, int otherwise) {
        return node.has(name) ? whole(node, name, low, high) : otherwise;
    }

    /** A whole number, not negative. */
    public static long count(JsonNode node, String name) {
        return integer(node.required(name), name, 0, Long.MAX_VALUE);
    }

    /** The value itself, a whole number from low to high. */
    public static long integer(JsonNode value, String name, long low, long high) {
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < low
                || value.longValue() > high) {
            throw new IllegalArgumentException("'" + name + "' is " + shortened(value)
                    + ", but should be a whole number from " + low + " to " + high);
        }
        return value.longValue();
    }

    /** A number; what is none is written as a text. */
    public static double number(JsonNode node, String name) {
        JsonNode value = node.required(name);
        return value.isNumber() ? value.doubleValue() : Double.parseDouble(text(node, name));
    }

    /** One of some names; in whatever case. */
    public static <E extends Enum<E>> E one(Class<E> of, JsonNode node, String name) {
        String text = text(node, name);
        return Stream.of(of.getEnumConstants())
                .filter(each -> each.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is " + shortened(node.required(name))
                        + ", but should be one of "
                        + Stream.of(of.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    private static String shortened(JsonNode value) {
        String text = value.toString();
        return text.length() > 40 ? text.substring(0, 40) + ".." : text;
    }
}
