package dev.parley.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.file.internal.StrictJson;
import java.io.IOException;
import java.io.Writer;

/** The fields of a JSON object as they are written: a line a field, or a line an item of a list. */
public final class Lines {
    private final Writer text;

    Lines(Writer text) throws IOException {
        this.text = text;
        text.append("{\n");
    }

    /** One field. */
    public void field(String name, JsonNode value) throws IOException {
        text.append(StrictJson.MAPPER.writeValueAsString(name)).append(": ");
        text.append(StrictJson.MAPPER.writeValueAsString(value)).append(",\n");
    }

    /** One field, of words. */
    public void field(String name, String value) throws IOException {
        field(name, StrictJson.MAPPER.getNodeFactory().textNode(value));
    }

    /** One field, a whole number. */
    public void field(String name, long value) throws IOException {
        field(name, StrictJson.MAPPER.getNodeFactory().numberNode(value));
    }

    /** One field, a list: its items are asked for one by one. */
    public void list(String name, Iterable<? extends JsonNode> items) throws IOException {
        text.append(StrictJson.MAPPER.writeValueAsString(name)).append(": [");
        String between = "\n";
        for (JsonNode item : items) {
            text.append(between).append(StrictJson.MAPPER.writeValueAsString(item));
            between = ",\n";
        }
        text.append("\n],\n");
    }

    /** Hands over what was written, so that the bytes can follow. */
    void flush() throws IOException {
        text.flush();
    }
}
