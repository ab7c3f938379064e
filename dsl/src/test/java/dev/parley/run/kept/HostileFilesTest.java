package dev.parley.run.kept;

import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.num.Layout;
import dev.parley.num.Seed;
import dev.parley.plan.StartFrom;
import dev.parley.run.Run;
import dev.parley.run.TrainedModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that somebody has changed at random, by fixed seeds: each opens as it was, or is refused by one exception that
 * says so. Where the checksum was made anew, as an attacker would, it may open as another run, but never otherwise.
 */
class HostileFilesTest {
    private static final Path FORMATS = Path.of("src/test/resources/dev/parley/run/kept");
    /** A value of JSON that is no list and no object; a name is followed by a colon. */
    private static final Pattern VALUE =
            Pattern.compile("(?:\"[^\"\n]*\"|-?\\d+(?:\\.\\d+)?(?:E-?\\d+)?)(?=\\s*[,\\]}])");

    private static final List<String> OTHER_VALUES = List.of(
            "0",
            "-1",
            "1",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "1e999",
            "-0.0",
            "0.5",
            "NaN",
            "null",
            "true",
            "[]",
            "{}",
            "[[]]",
            "\"\"",
            "\"NaN\"",
            "\"x\"",
            "\"../x\"",
            "\"/dev/zero\"",
            "\"java.lang.Runtime\"",
            "[1,2,3]",
            "{\"a\":1}",
            "{\"mean\":{}}",
            "\"\\u0000\"",
            "123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> whateverIsChangedInARunIsSeen() {
        return each(
                name -> mutants(name, 400, Checked.WAS_SEALED, copied(name), this::open),
                "format-1/golden.json",
                "format-1/local-stopped.json",
                "format-2/golden.json",
                "format-2/beside.json");
    }

    @TestFactory
    Stream<DynamicTest> runsThatWereSealedAgainOpenOrAreRefused() {
        return each(
                name -> mutants(name, 400, Checked.SEALED_AGAIN, copied(name), this::open),
                "format-1/golden.json",
                "format-1/local-stopped.json",
                "format-1/keep-state-stopped.json",
                "format-1/graph.json",
                "format-2/golden.json",
                "format-2/beside.json");
    }

    @TestFactory
    Stream<DynamicTest> whateverIsChangedInAModelIsSeen() {
        return each(
                name -> mutants(name, 400, Checked.WAS_SEALED, copied(name), HostileFilesTest::openModel),
                "format-2/model.json");
    }

    @TestFactory
    Stream<DynamicTest> modelsThatWereSealedAgainOpenOrAreRefused() {
        return each(
                name -> mutants(name, 400, Checked.SEALED_AGAIN, copied(name), HostileFilesTest::openModel),
                "format-2/model.json");
    }

    @TestFactory
    Stream<DynamicTest> filesThatHadNoChecksumOpenOrAreRefused() {
        return each(
                name -> mutants(
                        name,
                        400,
                        Checked.NEVER,
                        copied(name),
                        name.contains("model") ? HostileFilesTest::openModel : this::open),
                "format-1/first.json",
                "format-1/model.json",
                "format-1/graph-model.json");
    }

    @Test
    void weightsOpenOrAreRefused() throws IOException {
        Path path = folder.resolve("python.safetensors");
        Files.copy(Path.of("src/test/resources/golden/python.safetensors"), path);
        Layout layout = Layout.empty().then("weight", 3, 4).then("bias", 3).then("scale");
        mutants(
                "weights",
                2000,
                Checked.NEVER,
                path,
                where -> StartFrom.Weights.of(where).params(layout, "mine").fingerprint());
    }

    private interface Opening {
        void of(String name) throws IOException;
    }

    private static Stream<DynamicTest> each(Opening opening, String... names) {
        return Stream.of(names).map(name -> DynamicTest.dynamicTest(name, () -> opening.of(name)));
    }

    private Path copied(String name) throws IOException {
        Path from = FORMATS.resolve(name);
        Path to = folder.resolve(from.getFileName());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        if (name.contains("beside")) {
            try (Stream<Path> all = Files.list(from.getParent())) {
                for (Path arrays : all.filter(each -> each.toString().endsWith(".safetensors"))
                        .toList()) {
                    Files.copy(arrays, folder.resolve(arrays.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return to;
    }

    private String open(String path) {
        Run run = load(path);
        assertThat(run.toString()).isNotEmpty();
        run.table();
        run.partyTable();
        if (run.rounds().stream().anyMatch(round -> !round.scores().isEmpty())) {
            run.partyScores();
        }
        run.ledger();
        runs(folder.toString());
        return run.fingerprint();
    }

    private static String openModel(String path) {
        TrainedModel model = loadModel(path);
        assertThat(model.toString()).isNotEmpty();
        return Arrays.toString(model.shape().classes().toArray()) + model.asStart();
    }

    /** The checksum of a changed file. */
    private enum Checked {
        /** It is the one from before. */
        WAS_SEALED,
        /** It was made anew. */
        SEALED_AGAIN,
        /** There is none. */
        NEVER
    }

    /** Opens many, and says of the first that is neither opened nor refused which it was. */
    private static void mutants(String name, int count, Checked sum, Path path, Function<String, String> open)
            throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        String whole = open.apply(path.toString());
        int opened = 0;
        for (int seed = 0; seed < count; seed++) {
            byte[] mutant = mutant(bytes, new Seed(seed).at(name).random());
            if (sum == Checked.SEALED_AGAIN) {
                Sealed.write(path, mutant);
            } else {
                Files.write(path, mutant);
            }
            try {
                String found = open.apply(path.toString());
                opened++;
                assertThat(sum != Checked.WAS_SEALED || found.equals(whole)).isTrue();
            } catch (DataException | PlanException refused) {
                assertThat(refused).message().isNotBlank().hasSizeLessThan(1000);
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + " of " + name + ": " + Files.readString(path, StandardCharsets.ISO_8859_1), e);
            }
        }
        if (sum == Checked.WAS_SEALED) {
            assertThat(opened).as("some change a byte into itself").isLessThan(count / 20);
        } else {
            assertThat(opened).as("changes that make sense are tried too").isBetween(count / 200, count * 3 / 4);
        }
    }

    private static byte[] mutant(byte[] bytes, UniformRandomProvider random) {
        byte[] mutant = bytes.clone();
        for (int changes = random.nextInt(4) == 0 ? 2 : 1; changes > 0; changes--) {
            mutant = random.nextInt(6) == 0 ? changed(mutant, random) : otherValue(mutant, random);
        }
        return mutant;
    }

    /** A byte is another, some are gone, or stand twice. */
    private static byte[] changed(byte[] bytes, UniformRandomProvider random) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 4 : 200));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        switch (random.nextInt(4)) {
            case 0 -> out.writeBytes(Arrays.copyOfRange(bytes, end, bytes.length));
            case 1 -> out.writeBytes(Arrays.copyOfRange(bytes, Math.max(0, at - (end - at)), bytes.length));
            case 2 -> {
                return out.toByteArray();
            }
            default -> {
                out.write(random.nextInt(256));
                out.writeBytes(Arrays.copyOfRange(bytes, at + 1, bytes.length));
            }
        }
        return out.toByteArray();
    }

    /** A text or number of the JSON is another one. */
    private static byte[] otherValue(byte[] bytes, UniformRandomProvider random) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<int[]> values = new ArrayList<>();
        Matcher found = VALUE.matcher(text);
        while (found.find()) {
            values.add(new int[] {found.start(), found.end()});
        }
        if (values.isEmpty()) {
            return bytes;
        }
        int[] place = values.get(random.nextInt(values.size()));
        String other = OTHER_VALUES.get(random.nextInt(OTHER_VALUES.size()));
        return (text.substring(0, place[0]) + other + text.substring(place[1])).getBytes(StandardCharsets.ISO_8859_1);
    }
}
