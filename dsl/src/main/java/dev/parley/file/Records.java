package dev.parley.file;

import dev.parley.fault.PlanException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * The records that JSON may name: those of the jars on the class path, and what was registered in this process.
 *
 * <p>A name stands for one record of each kind of choice.
 */
public final class Records {
    private static final class Declared {
        static final Map<String, Set<Class<? extends Record>>> BY_NAME = load();

        private static Map<String, Set<Class<? extends Record>>> load() {
            Map<String, Set<Class<? extends Record>>> found = new HashMap<>();
            ServiceLoader.load(Choices.class, Records.class.getClassLoader())
                    .forEach(choices -> choices.records().forEach(record -> add(found, record)));
            return found;
        }
    }

    private static final Map<String, Set<Class<? extends Record>>> REGISTERED = new HashMap<>();

    private Records() {}

    private static void add(Map<String, Set<Class<? extends Record>>> to, Class<? extends Record> record) {
        to.computeIfAbsent(record.getSimpleName(), name -> new LinkedHashSet<>())
                .add(record);
    }

    /**
     * Lets JSON name a record of one's own; a record of the same name that was registered before gives way, as when a
     * cell is run again.
     *
     * @throws PlanException where Parley or a jar has a record of this name
     */
    public static synchronized void register(Class<? extends Record> record) {
        String name = record.getSimpleName();
        if (Declared.BY_NAME.containsKey(name)) {
            throw new PlanException("register(" + name + ".class) gives a record named " + name
                    + ", but there is one of that name already; give yours another name");
        }
        REGISTERED.put(name, new LinkedHashSet<>(Set.of(record)));
    }

    /** The record of a simple name that is of a type. */
    static synchronized Optional<Class<?>> find(Class<?> type, String simple) {
        List<Class<?>> all = new ArrayList<>(Declared.BY_NAME.getOrDefault(simple, Set.of()));
        all.addAll(REGISTERED.getOrDefault(simple, Set.of()));
        return all.stream().filter(type::isAssignableFrom).findFirst();
    }
}
