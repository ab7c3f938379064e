package dev.parley.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.num.Layout;
import dev.parley.num.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers that are killed at any moment: the file is always whole, with its arrays, and the next one cleans up. */
class KilledWriterTest {
    private static final FileKind KIND =
            new FileKind("thing", "a thing is written by me", "is no thing", "make it anew");

    @TempDir
    Path folder;

    private static Tree tree(int number) {
        byte[] bytes = new byte[1_000_001 + number % 7];
        Arrays.fill(bytes, (byte) number);
        return new Tree(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(Map.of("all", bytes)), new TreeMap<>());
    }

    private static void write(Path path, int number) {
        TreeFile.write(KIND, path, tree(number), lines -> lines.field("number", number));
    }

    /** The number that was written; its arrays must be those of that number. */
    private static int read(Path path) {
        return RegularFile.steadily(path.toString(), () -> once(path));
    }

    private static int once(Path path) {
        TreeFile file = TreeFile.read(TreeFile.bytes(path.toString(), KIND), path.toString(), KIND);
        int number = file.fields().get("number").asInt();
        byte[] bytes = file.tree(Layout.empty()).bytes().get("all");
        assertThat(bytes).isEqualTo(tree(number).bytes().get("all"));
        return number;
    }

    private static Process writer(Path path) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writing.class.getName(),
                        path.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Writes one number after the other, until it is killed. */
    static final class Writing {
        private Writing() {}

        public static void main(String[] paths) {
            Path path = Path.of(paths[0]);
            int number = Files.exists(path) ? read(path) : 0;
            while (true) {
                write(path, ++number);
            }
        }
    }

    /** Lets a writer get going and kills it. */
    private static void kill(Path path, long nanos) throws IOException, InterruptedException {
        int before = read(path);
        Object inode = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        Process child = writer(path);
        while (inode.equals(
                Files.readAttributes(path, BasicFileAttributes.class).fileKey())) {
            assertThat(child.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(1);
        }
        TimeUnit.NANOSECONDS.sleep(nanos);
        child.toHandle().destroyForcibly();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(read(path)).isGreaterThan(before);
    }

    @Test
    void theLastGoodOneIsNeverLost() throws Exception {
        Path path = folder.resolve("mine.json");
        write(path, 1);
        var random = new Seed(7).at("kill").random();
        for (int kills = 0; kills < 40; kills++) {
            kill(path, random.nextInt(12_000_000));
        }
        write(path, 0);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void whatKilledOnesHaveLeftGoesAtTheNextWriting() throws Exception {
        Path path = folder.resolve("mine");
        write(path, 1);
        kill(path, 1_000_000);
        Files.copy(path, folder.resolve("mine.76543210-89ab-cdef-0123-456789abcdef.part"));
        Files.writeString(folder.resolve("mine.0123456789abcdef.safetensors"), "whole arrays that nobody names");
        write(path, 9);
        assertThat(count()).isEqualTo(2);
        assertThat(read(path)).isEqualTo(9);
    }

    /** Files with something in them: one that is empty may have been begun just now, and stays for a minute. */
    private long count() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toFile().length() > 0).count();
        }
    }
}
