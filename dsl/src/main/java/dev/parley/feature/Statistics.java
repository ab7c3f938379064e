package dev.parley.feature;

import dev.parley.message.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that one party tells in round 0: how large its images are, its classes, and a summary of each column.
 *
 * @param image height and width in pixels; empty for tables
 * @param order how the classes of all parties are put in order
 * @param classes the classes that it has rows of; for images by their label, "" where it has none of it
 * @param columns in the order of its table
 * @param counts training rows of each of its classes; empty where that was not asked
 */
record Statistics(
        List<Integer> image, Order order, List<String> classes, Map<String, Summary> columns, List<Long> counts) {
    /** The name of its bytes in a payload. */
    private static final String NAME = "statistics";

    /** Order of classes. */
    enum Order {
        /** By their label, from 0. */
        LABEL,
        /** Numbers, by size. */
        NUMBER,
        /** Texts, by their letters. */
        TEXT
    }

    Statistics {
        image = List.copyOf(image);
        classes = List.copyOf(classes);
        counts = List.copyOf(counts);
        columns = new LinkedHashMap<>(columns);
    }

    /** As it is sent. */
    Payload payload() {
        return Payload.EMPTY.and(NAME, StatisticsBytes.write(this));
    }

    /**
     * Reads the statistics that a party sent.
     *
     * @throws IllegalArgumentException where it is no statistics
     */
    static Statistics of(Payload sent) {
        return StatisticsBytes.read(sent.bytes(NAME));
    }
}
