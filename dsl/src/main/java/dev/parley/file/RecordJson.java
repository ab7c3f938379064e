package dev.parley.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.fault.PlanException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Strategy records as JSON: {@code {"fedAdam": {"rate": 0.05, ..}}}.
 *
 * <p>Reading finds the record by its name in the room of the type that is asked for, beside or inside it, or among
 * {@link Records}, and checks that it is one of that type: a file can never name an arbitrary class.
 */
public final class RecordJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RecordJson() {}

    /** Writes a record, number, text or list of these. */
    public static JsonNode write(Object value) {
        if (value instanceof Integer n) {
            return IntNode.valueOf(n);
        }
        if (value instanceof Long n) {
            return LongNode.valueOf(n);
        }
        if (value instanceof Double n) {
            return DoubleNode.valueOf(n);
        }
        if (value instanceof Boolean b) {
            return BooleanNode.valueOf(b);
        }
        if (value instanceof String s) {
            return TextNode.valueOf(s);
        }
        if (value instanceof List<?> list) {
            var array = NODES.arrayNode();
            list.forEach(item -> array.add(write(item)));
            return array;
        }
        ObjectNode parts = NODES.objectNode();
        if (!(value instanceof Record)) {
            throw new PlanException("'" + value + "' is code, which a file does not hold; use a record instead");
        }
        for (RecordComponent part : needed(value)) {
            parts.set(part.getName(), write(part(value, part)));
        }
        return NODES.objectNode().set(word(value.getClass()), parts);
    }

    /** The parts to be written: without the {@link Added} ones at the end that are as an earlier version had it. */
    private static RecordComponent[] needed(Object value) {
        RecordComponent[] all = value.getClass().getRecordComponents();
        int needed = all.length;
        while (needed > 0 && all[needed - 1].isAnnotationPresent(Added.class)) {
            needed--;
        }
        for (; needed < all.length; needed++) {
            RecordComponent[] fewer = Arrays.copyOf(all, needed);
            Object[] values =
                    Arrays.stream(fewer).map(part -> part(value, part)).toArray();
            if (value.equals(made(value.getClass(), fewer, values))) {
                return fewer;
            }
        }
        return all;
    }

    private static Object made(Class<?> type, RecordComponent[] parts, Object[] values) {
        try {
            var constructor = type.getDeclaredConstructor(types(parts));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(word(type) + " has no constructor without what was added to it", e);
        }
    }

    private static Class<?>[] types(RecordComponent[] parts) {
        return Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    }

    /** Tells whether a value can be read back from its JSON; code cannot. */
    public static boolean holds(Class<?> type, Object value) {
        try {
            return value.equals(read(type, write(value), type.getSimpleName()));
        } catch (PlanException code) {
            return false;
        }
    }

    /**
     * Reads a value of a type.
     *
     * @param where named in messages
     */
    public static Object read(Class<?> type, JsonNode node, String where) {
        if (type == Integer.class || type == int.class) {
            return node.asInt();
        }
        if (type == Long.class || type == long.class) {
            return node.asLong();
        }
        if (type == Double.class || type == double.class) {
            return node.asDouble();
        }
        if (type == Boolean.class || type == boolean.class) {
            return node.asBoolean();
        }
        if (type == String.class) {
            return node.asText();
        }
        if (!node.isObject() || node.size() != 1) {
            throw new PlanException(
                    where + " is " + node + ", but should be a name with its values, as {\"mean\": {}}");
        }
        String name = node.fieldNames().next();
        return make(named(type, name, where), node.get(name), where);
    }

    private static Object make(Class<?> type, JsonNode parts, String where) {
        RecordComponent[] components = known(type, parts);
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            if (!parts.has(name)) {
                throw new PlanException(where + ": " + word(type) + " lacks its value '" + name + "'");
            }
            types[i] = components[i].getType();
            values[i] = types[i] == List.class
                    ? list(components[i], parts.get(name), where + "." + name)
                    : read(types[i], parts.get(name), where + "." + name);
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true); // a record of a user's own class or cell may not be public
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof PlanException refused) {
                throw refused;
            }
            throw new PlanException(where + ": " + reason(e.getTargetException()));
        } catch (ReflectiveOperationException e) {
            throw new PlanException(where + ": " + word(type) + " cannot be made: " + e);
        }
    }

    /** Reason why a record refuses its values; where it gives none, that they do not fit. */
    private static String reason(Throwable refused) {
        String message = refused.getMessage();
        return message == null ? "these values do not go together" : message;
    }

    /**
     * The parts to be read: all, or where the last ones are not there those that a constructor without them takes, as
     * an earlier version had it.
     */
    private static RecordComponent[] known(Class<?> type, JsonNode parts) {
        RecordComponent[] all = type.getRecordComponents();
        int given = all.length;
        while (given > 0 && !parts.has(all[given - 1].getName())) {
            given--;
        }
        RecordComponent[] known = Arrays.copyOf(all, given);
        Class<?>[] types = types(known);
        boolean earlier = Arrays.stream(type.getDeclaredConstructors())
                .anyMatch(constructor -> Arrays.equals(constructor.getParameterTypes(), types));
        return earlier ? known : all;
    }

    private static List<Object> list(RecordComponent part, JsonNode node, String where) {
        ParameterizedType type = (ParameterizedType) part.getGenericType();
        Class<?> item = (Class<?>) type.getActualTypeArguments()[0];
        List<Object> items = new ArrayList<>();
        for (JsonNode each : node) {
            items.add(read(item, each, where));
        }
        return items;
    }

    private static Class<?> named(Class<?> type, String name, String where) {
        if (!name.matches("[a-z][A-Za-z0-9]*")) {
            throw new PlanException(where + ": '" + name + "' is not the name of a rule");
        }
        String simple = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        if (type.isRecord()) {
            if (type.getSimpleName().equals(simple)) {
                return type;
            }
        } else {
            for (String candidate : List.of(type.getPackageName() + "." + simple, type.getName() + "$" + simple)) {
                Class<?> found = known(candidate, type);
                if (found != null && found.isRecord() && type.isAssignableFrom(found)) {
                    return found;
                }
            }
            Optional<Class<?>> elsewhere = Records.find(type, simple);
            if (elsewhere.isPresent()) {
                return elsewhere.get();
            }
        }
        throw new PlanException(
                where + ": there is no '" + name + "' here; it may come from a newer version of Parley");
    }

    private static @Nullable Class<?> known(String name, Class<?> beside) {
        try {
            return Class.forName(name, false, beside.getClassLoader());
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static Object part(Object value, RecordComponent part) {
        try {
            var accessor = part.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new PlanException("'" + value + "' is a record that does not show its parts; make it public");
        }
    }

    private static String word(Class<?> type) {
        String simple = type.getSimpleName();
        return Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
    }
}
