package dev.parley.file.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.BiConsumer;

/**
 * JSON of files, which somebody may have changed: a name that stands twice, deep nesting and endless numbers are refused.
 *
 * <p>A text may be as long as its file: files of the first format hold all parameters in one.
 */
public final class StrictJson {
    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 64;

    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .build();

    private StrictJson() {}

    /**
     * The fields of an object, but for one list, whose items are handed over one by one.
     *
     * @param streamed the name of that list
     * @param items takes the fields before the list, and an item
     * @throws IllegalArgumentException where it is no object, or goes on behind its end
     */
    public static ObjectNode fields(byte[] json, String streamed, BiConsumer<ObjectNode, JsonNode> items)
            throws IOException {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        try (JsonParser in = MAPPER.createParser(json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (name.equals(streamed) && value == JsonToken.START_ARRAY) {
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        items.accept(fields, MAPPER.<JsonNode>readTree(in));
                    }
                } else {
                    fields.set(name, MAPPER.<JsonNode>readTree(in));
                }
            }
            if (in.nextToken() != null) {
                throw new IllegalArgumentException("it goes on behind its end");
            }
        }
        return fields;
    }
}
