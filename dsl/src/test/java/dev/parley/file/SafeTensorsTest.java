package dev.parley.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.Cases;
import dev.parley.fault.DataException;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Weights in the safetensors format: written as it says, read as it says, and refused where a file is another. */
class SafeTensorsTest {
    private static final String WEIGHT = "\"weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]}";
    private static final String BIAS = "\"bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[24,32]}";
    private static final Layout LAYOUT = Layout.empty().then("weight", 2, 3).then("bias", 2);
    private static final ParamVector PARAMS = ParamVector.of(LAYOUT, new float[] {1, 2, 3, 4, 5, 6, 7, 8});

    @TempDir
    Path folder;

    private Path file(String header, byte... data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json).put(data);
        return Files.write(folder.resolve("x.safetensors"), bytes.array());
    }

    private static ParamVector read(Path path, Layout layout) {
        String sha256 = SafeTensors.sha256(path.toString(), "startFrom(\"x\")");
        return SafeTensors.read(path.toString(), "startFrom(\"x\")", layout, "mlp(3)", sha256);
    }

    @Test
    void writesLengthHeaderAndLittleEndianFloats() throws IOException {
        Layout layout = Layout.empty()
                .then("layer1.weight", 150, 200)
                .then("one")
                .then("none", 0, 7)
                .then("ω", 3);
        float[] values = new float[layout.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 0.37f - 11;
        }
        values[30_000] = Float.intBitsToFloat(0x7fa01234);
        values[30_001] = -0f;
        values[30_002] = Float.MIN_VALUE;
        Path path = folder.resolve("deep/w.safetensors");
        SafeTensors.write("it", path, ParamVector.of(layout, values), Map.of("model", "mine"));

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) bytes.getLong();
        assertThat(length % 8).isZero();
        byte[] json = new byte[length];
        bytes.get(json);
        String text = new String(json, StandardCharsets.UTF_8);
        assertThat(text).startsWith("{").matches("(?s).*} *");
        JsonNode header = new ObjectMapper().readTree(text);
        assertThat(header.get("__metadata__").toString()).isEqualTo("{\"model\":\"mine\"}");
        assertThat(header.get("layer1.weight").toString())
                .isEqualTo("{\"dtype\":\"F32\",\"shape\":[150,200],\"data_offsets\":[0,120000]}");
        assertThat(header.get("one").toString())
                .isEqualTo("{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[120000,120004]}");
        assertThat(header.get("none").toString())
                .isEqualTo("{\"dtype\":\"F32\",\"shape\":[0,7],\"data_offsets\":[120004,120004]}");
        assertThat(header.get("ω").toString())
                .isEqualTo("{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[120004,120016]}");
        assertThat(bytes.remaining()).isEqualTo(120_016);
        for (float value : values) {
            assertThat(bytes.getInt()).isEqualTo(Float.floatToRawIntBits(value));
        }
        assertThat(read(path, layout).fingerprint())
                .isEqualTo(ParamVector.of(layout, values).fingerprint());
    }

    @Test
    void readsAFileThatPythonWrote() {
        Layout layout = Layout.empty().then("weight", 3, 4).then("bias", 3).then("scale");
        float[] values = new float[16];
        for (int i = 0; i < 12; i++) {
            values[i] = i / 8f - 0.5f;
        }
        System.arraycopy(new float[] {1.5f, -0f, 1e-40f, 0.25f}, 0, values, 12, 4);
        ParamVector read = read(Path.of("src/test/resources/golden/python.safetensors"), layout);
        assertThat(read.fingerprint()).isEqualTo(ParamVector.of(layout, values).fingerprint());
    }

    @TestFactory
    Stream<DynamicTest> comesBackToTheBitWhateverItsArraysAre() {
        return Cases.of(40, random -> {
            Layout layout = Layout.empty();
            for (int i = random.nextInt(6); i >= 0; i--) {
                int[] shape = random.ints(random.nextInt(4), 0, random.nextInt(3) == 0 ? 40 : 6)
                        .toArray();
                layout = layout.then("array/" + i + "~.\"", shape);
            }
            float[] values = new float[layout.length()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.intBitsToFloat(random.nextInt());
            }
            ParamVector vector = ParamVector.of(layout, values);
            Path path = folder.resolve("random");
            SafeTensors.write("it", path, vector, Map.of());
            assertThat(read(path, layout).fingerprint()).isEqualTo(vector.fingerprint());
        });
    }

    @Test
    void readsArraysInWhateverOrderTheyAre() throws IOException {
        byte[] data = new byte[32];
        data[3] = 0x40; // 2, the first of the bias
        data[11] = 0x3f;
        data[10] = (byte) 0x80; // 1, the first of the weight
        Path path = file(
                "{\"weight\":{\"data_offsets\":[8,32],\"dtype\":\"F32\",\"shape\":[2,3]},"
                        + "\"bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                data);
        assertThat(read(path, LAYOUT).toArray()).containsExactly(1, 0, 0, 0, 0, 0, 2, 0);
    }

    @Test
    void saysWhichArrayDoesNotFit() throws IOException {
        Path path = folder.resolve("x.safetensors");
        SafeTensors.write("it", path, PARAMS, Map.of());
        refused(
                path,
                Layout.empty().then("weight", 2, 3).then("layer2.bias", 2),
                "startFrom(\"x\"): mlp(3) needs an array 'layer2.bias' of 2, but the file holds 'weight' of 2 x 3, 'bias'"
                        + " of 2; give weights of such a model, by the names that its layout has");
        refused(
                path,
                Layout.empty().then("weight", 3, 2).then("bias", 2),
                "startFrom(\"x\"): mlp(3) needs an array 'weight' of 3 x 2, but the file has it of 2 x 3; give weights of"
                        + " such a model, or bring the array to that shape");
        refused(
                path,
                Layout.empty().then("weight", 2, 3),
                "startFrom(\"x\"): the file holds an array 'bias' of 2, which mlp(3) has not; give weights of such a"
                        + " model, or leave the array out");
        file("{" + WEIGHT + ",\"bias\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[24,28]}}", new byte[28]);
        refused(
                path,
                LAYOUT,
                "startFrom(\"x\"): mlp(3) needs an array 'bias' of 2, but the file has it as F16; write it as F32");
        file("{}");
        refused(
                path,
                LAYOUT,
                "startFrom(\"x\"): mlp(3) needs an array 'weight' of 2 x 3, but the file holds none; give weights of such"
                        + " a model, by the names that its layout has");
    }

    private static void refused(Path path, Layout layout, String message) {
        assertThatThrownBy(() -> read(path, layout))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    @Test
    void refusesAFileThatWasChangedSinceItWasNamed() {
        Path path = folder.resolve("x.safetensors");
        SafeTensors.write("it", path, PARAMS, Map.of());
        String before = SafeTensors.sha256(path.toString(), "it");
        SafeTensors.write("it", path, PARAMS.times(2), Map.of());
        String after = SafeTensors.sha256(path.toString(), "it");
        assertThatThrownBy(() -> SafeTensors.read(path.toString(), "startFrom(\"x\")", LAYOUT, "mlp(3)", before))
                .isInstanceOf(DataException.class)
                .hasMessage("startFrom(\"x\"): the file had the sha256 " + before + ", but has " + after
                        + " now; put back" + " the file that it was, or name it anew");
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatIsNoWholeFile() {
        String deep = "[".repeat(5000);
        return Stream.of(
                        refusal("", 0, "its header is no JSON object"),
                        refusal("[]", 0, "its header is no JSON object"),
                        refusal("{} {}", 0, "its header goes on behind its end"),
                        refusal("{" + WEIGHT + "}", 25, "its arrays take 24 bytes, but 25 follow the header"),
                        refusal("{" + WEIGHT + "}", 23, "its arrays take 24 bytes, but 23 follow the header"),
                        refusal(
                                "{" + WEIGHT + "," + BIAS + "}",
                                24,
                                "its arrays take 32 bytes, but 24 follow the header"),
                        refusal("{" + BIAS + "}", 32, "'bias' does not begin where the array before it ends"),
                        refusal(
                                "{" + WEIGHT + ",\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[20,28]}}",
                                28,
                                "'b' does not begin where the array before it ends"),
                        refusal(
                                "{" + WEIGHT + "," + WEIGHT + "}",
                                24,
                                "its header is no JSON: Duplicate field 'weight'"),
                        refusal(entry("F32", "[2,2]", "[0,24]"), 24, "'a' of 2 x 2 does not fit in its 24 bytes"),
                        refusal(entry("F64", "[3]", "[0,12]"), 12, "'a' of 3 does not fit in its 12 bytes"),
                        refusal(
                                entry("F32", "[4611686018427387904,4]", "[0,0]"),
                                0,
                                "'a' of 4611686018427387904 x 4 does not fit in its 0 bytes"),
                        refusal(entry("F32", "[-1]", "[0,4]"), 4, "'a' has a negative length"),
                        refusal(entry("F32", "[1]", "[4,0]"), 4, "'a' has a negative length"),
                        refusal(entry("F32", "[1]", "[-4,0]"), 4, "'a' has a negative length"),
                        refusal(entry("FLOAT", "[1]", "[0,4]"), 4, "'a' is of an unknown type 'FLOAT'"),
                        refusal(entry("F32", "[1.5]", "[0,4]"), 4, "'a' has a size that is no number"),
                        refusal(entry("F32", "7", "[0,4]"), 4, "'a' has a shape or place that is no list"),
                        refusal(entry("F32", "[1]", "[0]"), 4, "'a' lacks its shape or the two ends of its bytes"),
                        refusal("{\"a\":7}", 0, "its header says nothing of 'a'"),
                        refusal("{\"a\":{\"extra\":7}}", 0, "'a' has an unknown 'extra'"),
                        refusal(
                                "{\"__metadata__\":{\"a\":7}}",
                                0,
                                "its '__metadata__' holds something else than words"),
                        refusal("{\"a\":{\"shape\":" + deep + "}}", 0, "'a' has a size that is no number"))
                .map(each -> DynamicTest.dynamicTest(each.why, () -> {
                    Path path = file(each.header, new byte[each.bytes]);
                    assertThatThrownBy(() -> read(path, LAYOUT))
                            .isInstanceOf(DataException.class)
                            .hasMessage("startFrom(\"x\"): this is no whole safetensors file: " + each.why
                                    + "; name one that run.model().export(path) or another tool wrote");
                }));
    }

    private record Refusal(String header, int bytes, String why) {}

    private static Refusal refusal(String header, int bytes, String why) {
        return new Refusal(header, bytes, why);
    }

    private static String entry(String type, String shape, String place) {
        return "{\"a\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":" + place + "}}";
    }

    @Test
    void takesNoMoreOfAHeaderThanThereIs() throws IOException {
        for (long length : List.of(-1L, Long.MIN_VALUE, 1L << 40, 3L)) {
            ByteBuffer bytes = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
            Path path = Files.write(
                    folder.resolve("x"),
                    bytes.putLong(length).put((byte) '{').put((byte) '}').array());
            assertThatThrownBy(() -> read(path, LAYOUT))
                    .isInstanceOf(DataException.class)
                    .hasMessage("startFrom(\"x\"): this is no whole safetensors file: its header is said to have "
                            + Long.toUnsignedString(length) + " bytes, but at most 2 are read; name one that"
                            + " run.model().export(path) or another tool wrote");
        }
        Path path = Files.write(folder.resolve("x"), new byte[7]);
        assertThatThrownBy(() -> read(path, LAYOUT)).hasMessageContaining("it has only 7 bytes");
    }

    @Test
    void saysThatThereIsNoFile() {
        Path path = folder.resolve("none");
        assertThatThrownBy(() -> read(path, LAYOUT))
                .isInstanceOf(DataException.class)
                .hasMessage("startFrom(\"x\"): there is no such file; looked for " + path + "; check the path");
        assertThatThrownBy(() -> read(folder, LAYOUT))
                .hasMessage("startFrom(\"x\"): this is a folder; name a file in it");
        assertThatThrownBy(() -> SafeTensors.sha256("a\0b", "startFrom(\"x\")"))
                .isInstanceOf(DataException.class)
                .hasMessage("startFrom(\"x\"): this is not a path: Nul character not allowed; name a file");
    }

    @Test
    void refusesTwoArraysOfOneName() {
        ParamVector twice = ParamVector.zeros(Layout.empty().then("a", 1).then("a", 1));
        assertThatThrownBy(() -> SafeTensors.write("it", folder.resolve("x"), twice, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two arrays are called 'a'");
        assertThat(folder).isEmptyDirectory();
    }
}
