package dev.parley.file.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The header of a safetensors file: a JSON object with each array's type, shape and place.
 *
 * <p>Checked as the format's own reader does: names are unique, every array fits in its bytes, and the arrays fill the
 * file, one behind the other, without a gap.
 *
 * @param entries in the order of their bytes
 */
public record TensorHeader(List<TensorEntry> entries) {
    /** The longest header that the format's own reader takes. */
    public static final int LONGEST = 100_000_000;

    private static final String ABOUT = "__metadata__";

    public TensorHeader {
        entries = List.copyOf(entries);
    }

    /** Bytes of all arrays. */
    public long bytes() {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).end();
    }

    /**
     * The header of these arrays, in this order.
     *
     * @throws IllegalArgumentException where two have the same name
     */
    public static TensorHeader of(List<Tensor> tensors) {
        List<TensorEntry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        long begin = 0;
        for (Tensor tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("two arrays are called '" + tensor.name() + "'");
            }
            List<Long> shape = tensor.shape().stream().map(Integer::longValue).toList();
            entries.add(new TensorEntry(tensor.name(), tensor.type(), shape, begin, begin + tensor.bytes()));
            begin += tensor.bytes();
        }
        return new TensorHeader(entries);
    }

    /**
     * The header as JSON.
     *
     * @param about words about the file, by name
     */
    public byte[] json(Map<String, String> about) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = StrictJson.MAPPER.createGenerator(bytes)) {
            out.writeStartObject();
            if (!about.isEmpty()) {
                out.writeObjectField(ABOUT, about);
            }
            for (TensorEntry entry : entries) {
                out.writeObjectFieldStart(entry.name());
                out.writeStringField("dtype", entry.type());
                out.writeObjectField("shape", entry.shape());
                out.writeObjectField("data_offsets", List.of(entry.begin(), entry.end()));
                out.writeEndObject();
            }
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a header, token by token: it may be long.
     *
     * @param bytes how many bytes follow it
     * @throws IllegalArgumentException where it is none, or tells of other bytes than these
     */
    public static TensorHeader parse(byte[] json, long bytes) {
        List<TensorEntry> entries = new ArrayList<>();
        try (JsonParser in = StrictJson.MAPPER.createParser(json)) {
            require(in.nextToken() == JsonToken.START_OBJECT, "its header is no JSON object");
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                require(in.nextToken() == JsonToken.START_OBJECT, "its header says nothing of '" + name + "'");
                if (name.equals(ABOUT)) {
                    skipAbout(in);
                } else {
                    entries.add(entry(in, name));
                }
            }
            require(in.nextToken() == null, "its header goes on behind its end");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("its header is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) { // bytes in memory fail only where they are no text
            throw new IllegalArgumentException("its header is no JSON: " + e.getMessage(), e);
        }
        entries.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
        long end = 0;
        for (TensorEntry entry : entries) {
            require(entry.begin() == end, "'" + entry.name() + "' does not begin where the array before it ends");
            end = entry.end();
        }
        require(end == bytes, "its arrays take " + end + " bytes, but " + bytes + " follow the header");
        return new TensorHeader(entries);
    }

    private static void skipAbout(JsonParser in) throws IOException {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            require(in.nextToken() == JsonToken.VALUE_STRING, "its '" + ABOUT + "' holds something else than words");
        }
    }

    private static TensorEntry entry(JsonParser in, String name) throws IOException {
        String type = "";
        Map<String, List<Long>> numbers = new HashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            JsonToken value = in.nextToken();
            switch (field) {
                case "dtype" -> {
                    require(value == JsonToken.VALUE_STRING, "'" + name + "' has a type that is no word");
                    type = in.getText();
                }
                case "shape", "data_offsets" -> numbers.put(field, numbers(in, name));
                default -> throw new IllegalArgumentException("'" + name + "' has an unknown '" + field + "'");
            }
        }
        List<Long> place = numbers.getOrDefault("data_offsets", List.of());
        require(
                numbers.containsKey("shape") && place.size() == 2,
                "'" + name + "' lacks its shape or the two ends of its bytes");
        return new TensorEntry(name, type, numbers.getOrDefault("shape", List.of()), place.get(0), place.get(1));
    }

    private static List<Long> numbers(JsonParser in, String name) throws IOException {
        require(in.currentToken() == JsonToken.START_ARRAY, "'" + name + "' has a shape or place that is no list");
        List<Long> numbers = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            require(in.currentToken() == JsonToken.VALUE_NUMBER_INT, "'" + name + "' has a size that is no number");
            numbers.add(in.getLongValue());
        }
        return numbers;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
