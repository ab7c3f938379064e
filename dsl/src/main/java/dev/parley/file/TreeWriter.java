package dev.parley.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.file.internal.StrictJson;
import dev.parley.file.internal.Tensor;
import dev.parley.file.internal.TensorHeader;
import dev.parley.file.internal.TreeJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes a file that {@link TreeFile} reads. */
final class TreeWriter {
    private static final int MOST_INSIDE = 1_000_000;
    private static final int A_LINE = 384;

    private final FileKind kind;
    private final TreeFile.Body body;
    private final ObjectNode names;
    private final List<Tensor> arrays = new ArrayList<>();

    TreeWriter(FileKind kind, Tree tree, TreeFile.Body body) {
        this.kind = kind;
        this.body = body;
        this.names = TreeJson.write(tree, arrays);
        arrays.sort(Comparator.comparing(Tensor::type)); // floats before bytes, so that their places are aligned
    }

    void write(Path file) {
        String what = "the " + kind.word();
        long bytes = arrays.stream().mapToLong(Tensor::bytes).sum();
        if (bytes > MOST_INSIDE) {
            TensorsBeside.write(what, file, arrays, beside -> sealed(beside(beside), List.of()));
        } else {
            WholeFile.write(what, file, inside());
            WholeFile.again(what, file, () -> TensorsBeside.sweep(file));
        }
    }

    /** The content of a file whose arrays are few enough to be in it. */
    WholeFile.Content inside() {
        return out -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (Tensor array : arrays) {
                array.writeTo(bytes);
            }
            JsonNode header = StrictJson.MAPPER.readTree(TensorHeader.of(arrays).json(Map.of()));
            ObjectNode tensors = JsonNodeFactory.instance.objectNode().set(TreeFile.INSIDE, header);
            sealed(tensors, lines(bytes.toByteArray())).writeTo(out);
        };
    }

    private static ObjectNode beside(TensorsBeside named) {
        ObjectNode tensors = JsonNodeFactory.instance.objectNode();
        tensors.putObject(TreeFile.BESIDE)
                .put("file", named.file())
                .put("bytes", named.bytes())
                .put("sha256", named.sha256());
        return tensors;
    }

    /** Base64 in lines, so that a number that changes changes one of them. */
    private static List<TextNode> lines(byte[] bytes) {
        List<TextNode> lines = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += A_LINE) {
            byte[] line = Arrays.copyOfRange(bytes, from, Math.min(from + A_LINE, bytes.length));
            lines.add(TextNode.valueOf(Base64.getEncoder().encodeToString(line)));
        }
        return lines;
    }

    private WholeFile.Content sealed(ObjectNode tensors, List<TextNode> values) {
        return out -> Checksum.write(out, content -> text(tensors, values, content));
    }

    private void text(ObjectNode tensors, List<TextNode> values, OutputStream out) throws IOException {
        Lines lines = new Lines(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        lines.field("format", TreeFile.FORMAT);
        lines.field("kind", kind.word());
        lines.field(TreeFile.TENSORS, tensors);
        body.writeTo(lines);
        lines.field(TreeFile.STATE, names);
        if (!values.isEmpty()) {
            lines.list(TreeFile.VALUES, values);
        }
        lines.flush();
    }
}
