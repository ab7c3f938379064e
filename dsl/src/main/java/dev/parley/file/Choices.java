package dev.parley.file;

import java.util.List;

/**
 * Records of a jar that plans may name in JSON: a service, declared in {@code META-INF/services}.
 *
 * <p>A party loads only what its own jars declare; a file or a message never names a class.
 */
public interface Choices {
    /** The records; their names begin the JSON of a choice: {@code Half} is {@code {"half": {}}}. */
    List<Class<? extends Record>> records();
}
