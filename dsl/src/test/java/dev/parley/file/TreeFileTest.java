package dev.parley.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Cases;
import dev.parley.fault.DataException;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Trees of vectors, numbers and bytes in files, and large ones beside them. */
class TreeFileTest {
    private static final FileKind KIND =
            new FileKind("thing", "a thing is written by me", "is no thing", "make it anew");
    private static final Layout LIKE = Layout.empty().then("w", 2, 3).then("b", 2);

    @TempDir
    Path folder;

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path write(String name, Tree tree) {
        Path path = folder.resolve(name);
        TreeFile.write(KIND, path, tree, lines -> lines.field("mine", 7));
        return path;
    }

    private static Tree read(Path path) {
        String name = path.toString();
        return TreeFile.read(TreeFile.bytes(name, KIND), name, KIND).tree(LIKE);
    }

    private static Tree bytes(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return new Tree(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(Map.of("all", bytes)), new TreeMap<>());
    }

    private static Tree large(int value) {
        return bytes(1_000_001, value);
    }

    @TestFactory
    Stream<DynamicTest> aTreeComesBackToTheBit() {
        return Cases.of(60, random -> {
            Tree tree = tree(random, 3);
            assertSame(read(write("tree.json", tree)), tree);
        });
    }

    @TestFactory
    Stream<DynamicTest> aTreeBesideComesBackToTheBit() {
        return Cases.of(10, random -> {
            SortedMap<String, Tree> branches = new TreeMap<>(Map.of("large", large(3), "other", tree(random, 3)));
            Tree tree = new Tree(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), branches);
            Path path = write("tree.json", tree);
            assertThat(path.toFile().length()).isLessThan(20_000);
            assertSame(read(path), tree);
            assertThat(folder).isDirectoryContaining("glob:**/tree.*.safetensors");
        });
    }

    private static Tree tree(UniformRandomProvider random, int deep) {
        List<String> names = List.of("m", "a/b", "~1", "a", "/", "", "é\"\\", "0", "10", "2");
        SortedMap<String, ParamVector> vectors = new TreeMap<>();
        SortedMap<String, Number> numbers = new TreeMap<>();
        SortedMap<String, byte[]> bytes = new TreeMap<>();
        SortedMap<String, Tree> branches = new TreeMap<>();
        for (String name : names) {
            if (random.nextInt(3) == 0) {
                numbers.put(name, number(random));
            }
            switch (random.nextInt(deep > 0 ? 6 : 4)) {
                case 0 -> vectors.put(name, vector(random));
                case 1 -> bytes.put(name, bytes(random));
                case 4 -> branches.put(name, tree(random, deep - 1));
                default -> {}
            }
        }
        return new Tree(vectors, numbers, bytes, branches);
    }

    private static Number number(UniformRandomProvider random) {
        List<Number> some = List.of(
                0L, Long.MAX_VALUE, Long.MIN_VALUE, -0.0, 2.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE);
        int which = random.nextInt(some.size() + 2);
        return which < some.size() ? some.get(which) : which == some.size() ? random.nextLong() : random.nextDouble();
    }

    private static ParamVector vector(UniformRandomProvider random) {
        Layout layout = random.nextInt(3) == 0 ? LIKE : Layout.empty();
        for (int i = random.nextInt(3); i > 0; i--) {
            layout = layout.then("x" + i + "/~", random.nextInt(4), random.nextInt(3000));
        }
        float[] values = new float[layout.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(random.nextInt());
        }
        return ParamVector.of(layout, values);
    }

    private static byte[] bytes(UniformRandomProvider random) {
        byte[] bytes = new byte[random.nextInt(1000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void assertSame(Tree one, Tree other) {
        assertThat(one.numbers()).isEqualTo(other.numbers());
        assertThat(one.vectors().keySet()).isEqualTo(other.vectors().keySet());
        one.vectors().forEach((name, vector) -> {
            assertThat(vector.layout()).isEqualTo(other.vectors().get(name).layout());
            assertThat(vector.fingerprint()).isEqualTo(other.vectors().get(name).fingerprint());
        });
        assertThat(one.bytes().keySet()).isEqualTo(other.bytes().keySet());
        one.bytes()
                .forEach((name, bytes) ->
                        assertThat(bytes).isEqualTo(other.bytes().get(name)));
        assertThat(one.branches().keySet()).isEqualTo(other.branches().keySet());
        one.branches()
                .forEach((name, branch) -> assertSame(branch, other.branches().get(name)));
    }

    @Test
    void aVectorOfTheKnownArraysGetsTheirLayout() {
        Tree tree =
                Tree.of(Map.of("v", ParamVector.zeros(LIKE), "other", ParamVector.zeros(LIKE.then("c", 1))), Map.of());
        Tree read = read(write("tree.json", tree));
        assertThat(read.vectors().get("v").layout()).isSameAs(LIKE);
        assertThat(read.vectors().get("other").layout()).isEqualTo(LIKE.then("c", 1));
    }

    @Test
    void smallArraysAreInTheFileAndLargeOnesBesideIt() throws IOException {
        Path path = write("tree.json", bytes(1_000_000, 1));
        assertThat(files()).containsExactly("tree.json");
        assertThat(Files.readString(path).lines().map(String::length)).allMatch(length -> length < 600);
        write("tree.json", large(1));
        String arrays = beside("tree").get(0);
        assertThat(files()).containsExactly(arrays, "tree.json");
        assertThat(Files.readString(path)).startsWith("""
                {
                "format": 2,
                "kind": "thing",
                "tensors": {"beside":{"file":"%s","bytes":1000081,"sha256":"%s""".formatted(arrays, arrays.substring(5, 21)));
    }

    private List<String> beside(String stem) throws IOException {
        return files().stream()
                .filter(name -> name.matches(stem + "\\.[0-9a-f]{16}\\.safetensors"))
                .toList();
    }

    @Test
    void arraysThatNobodyNamesGoAtTheNextWriting() throws IOException {
        write("tree.json", large(1));
        String first = beside("tree").get(0);
        Files.copy(folder.resolve("tree.json"), folder.resolve("best of all"));
        write("tree.json", large(2));
        String second = beside("tree").stream()
                .filter(name -> !name.equals(first))
                .findFirst()
                .orElseThrow();
        assertThat(files())
                .as("a copy still names them")
                .containsExactlyInAnyOrder("best of all", first, second, "tree.json");
        assertSame(read(folder.resolve("best of all")), large(1));
        Files.delete(folder.resolve("best of all"));

        Path left = folder.resolve("tree.0123456789abcdef.safetensors");
        Files.writeString(left, "half");
        Files.writeString(folder.resolve("tree.json.01234567-89ab-cdef-0123-456789abcdef.part"), "half");
        Path others = folder.resolve("tree2.0123456789abcdef.safetensors");
        Files.writeString(others, "another's");
        Path mine = folder.resolve("tree.safetensors");
        Files.writeString(mine, "a user's");
        write("tree.json", large(2));
        assertThat(files())
                .containsExactlyInAnyOrder(
                        second, "tree.json", "tree.safetensors", "tree2.0123456789abcdef.safetensors");
        write("tree.json", bytes(10, 3));
        assertThat(files()).containsExactly("tree.json", "tree.safetensors", "tree2.0123456789abcdef.safetensors");
    }

    @Test
    void twoFilesWhoseNamesDifferInTheirEndAloneKeepTheirArrays() throws IOException {
        write("tree", large(1));
        write("tree.json", large(2));
        write("tree", large(3));
        write("tree.json", large(4));
        assertThat(files()).hasSize(4);
        assertSame(read(folder.resolve("tree")), large(3));
        assertSame(read(folder.resolve("tree.json")), large(4));
    }

    @Test
    void saysWhatIsWrongWithTheArraysBeside() throws IOException {
        Path path = write("tree.json", large(1));
        Path arrays = folder.resolve(beside("tree").get(0));
        byte[] whole = Files.readAllBytes(arrays);
        String name = arrays.getFileName().toString();
        for (int at : new int[] {0, 7, 8, 70, 80, 500_000, whole.length - 1}) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 4;
            Files.write(arrays, flipped);
            refused(
                    path,
                    "its arrays in " + name + " were changed after they were written, since their checksum is"
                            + " another");
        }
        Files.write(arrays, Arrays.copyOf(whole, whole.length - 1));
        refused(path, "its arrays in " + name + " have 1000080 bytes of 1000081");
        Files.delete(arrays);
        refused(path, "its arrays, the file " + name + ", are not beside it");
        Files.createDirectory(arrays);
        assertThatThrownBy(() -> read(path))
                .isInstanceOf(DataException.class)
                .hasMessage(name + " is a folder; name a file" + " in it");
    }

    private static void refused(Path path, String why) {
        assertThatThrownBy(() -> read(path))
                .isInstanceOf(DataException.class)
                .hasMessage(path + " is no thing: " + why + "; make it anew");
    }

    @Test
    void namesOfArraysLeadNowhereElse() throws IOException {
        Path path = write("tree.json", large(1));
        String name = beside("tree").get(0);
        String text = Files.readString(path);
        for (String other : List.of(
                "../" + name,
                "/tmp/" + name,
                "sub/" + name,
                "..\\\\" + name,
                "C:" + name,
                "tree.safetensors",
                "/dev/zero",
                "..",
                "",
                name + "/",
                "a\\u0000" + name)) {
            String changed = text.replace("\"file\":\"" + name, "\"file\":\"" + other)
                    .replaceFirst("\"sha256\": \"[0-9a-f]{64}\"\\n}\\n$", "");
            try (var out = Files.newOutputStream(path)) {
                Checksum.write(out, body -> body.write(changed.getBytes(StandardCharsets.UTF_8)));
            }
            assertThatThrownBy(() -> read(path))
                    .as(other)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("is not the name of a file of arrays beside it");
        }
    }

    @Test
    void aTreeWhoseNamesClashIsRefused() {
        Tree leaf = Tree.empty();
        ParamVector vector = ParamVector.zeros(LIKE);
        assertThatThrownBy(() -> new Tree(
                        new TreeMap<>(Map.of("a", vector)),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        new TreeMap<>(Map.of("a", leaf))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a branch and a leaf are both called 'a'");
        assertThatThrownBy(() -> Tree.of(Map.of(), Map.of("a", 1.5f)))
                .hasMessage("numbers are kept as Long or Double, but 1.5 is neither");
    }
}
