package dev.parley.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Imports of a notebook and a shell suffice to say what Parley is for, and no name means two things. */
class ImportsTest {
    /** Imports of JJava itself, before Parley comes. */
    private static final String JJAVA = """
            import java.io.*; import java.math.*; import java.net.*; import java.time.*; import java.util.*;
            import java.util.concurrent.*; import java.util.prefs.*; import java.util.regex.*;
            """;

    private static final JShell SHELL =
            JShell.builder().executionEngine("local").build();

    @BeforeAll
    static void imported() {
        SHELL.addToClasspath(System.getProperty("java.class.path"));
        assertThat(refused(JJAVA + Imports.source())).isEmpty();
    }

    @AfterAll
    static void close() {
        SHELL.close();
    }

    @Test
    void aGraphOfOnesOwnNeedsNoMore() {
        assertThat(refused("""
                SDVariable dense(SameDiff sd, SDVariable x, int inputs, int outputs) {
                    var weight = sd.var("w", DataType.FLOAT, inputs, outputs);
                    SDVariable first = x.get(SDIndex.all(), SDIndex.interval(0, inputs));
                    return sd.nn().linear(first, weight, sd.var("b", Nd4j.zeros(outputs)));
                }
                Model graph = sameDiff("mine", (sd, x) -> dense(sd, x, 4, 3));
                """)).isEmpty();
    }

    @Test
    void theNamesOfTheOtherLibrariesMeanWhatTheyDid() {
        assertThat(refused("""
                Table table = Table.create("t", DoubleColumn.create("x", 1, 2), DateColumn.create("day"));
                for (Row row : table) { ColumnType type = row.getColumnType("x"); }
                XYChart chart = new XYChartBuilder().title("c").build();
                Histogram histogram = null;
                Function<Double, Duration> f = x -> Duration.ofSeconds(x.longValue());
                Random random = new Random(1); Date date = new Date(0); Map<String, LocalDate> days = new TreeMap<>();
                INDArray ones = null; Dataset data = null; Parties parties = null; Run run = null;
                Stream<Matcher> matches = Stream.of(Pattern.compile("x").matcher("x")); Future<BigDecimal> later = null;
                """)).isEmpty();
    }

    @Test
    void everyThemeIsImportedAndItsClassCanBeNamed() throws IOException {
        List<String> themes = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("../dsl/src/main/java/dev/parley"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).contains("\n    public static ")) {
                    themes.add(file.getFileName().toString().replace(".java", ""));
                }
            }
        }
        assertThat(themes).contains("Parley", "Rules", "Layers");
        themes.removeAll(List.of("DataWords", "AccountWords", "RunWords"));
        assertThat(Imports.source().lines().filter(line -> line.startsWith("import static")))
                .containsExactlyInAnyOrderElementsOf(themes.stream()
                        .map(theme -> "import static dev.parley." + theme + ".*;")
                        .toList());
        themes.forEach(theme -> assertThat(refused("Class<?> theme = " + theme + ".class;"))
                .as(theme)
                .isEmpty());
        assertThat(refused("var rule = Rules.named(\"mine\", updates -> updates.mean()); var parts = Parley.iid();"))
                .isEmpty();
    }

    @Test
    void wordsCompleteAndShowTheirDocumentationWhereverTheyAreWritten() {
        assertThat(Sources.of(SHELL)).isTrue();
        for (var word : Map.of(
                        "dataset(", "@param name iris, wine",
                        "dirichlet(", "@param alpha concentration, from 0.0001",
                        "lastRun(", "nothing was trained yet",
                        "federation(", "Defaults: 10 rounds",
                        "shards(", "@param perParty",
                        "federation().as(", "live view")
                .entrySet()) {
            String written = word.getKey();
            assertThat(SHELL.sourceCodeAnalysis().documentation(written, written.length(), true))
                    .as(written)
                    .anySatisfy(shown -> assertThat(shown.javadoc()).contains(word.getValue()));
        }
        assertThat(SHELL.sourceCodeAnalysis().completionSuggestions("data", 4, new int[1]).stream()
                        .map(Suggestion::continuation))
                .contains("dataset(", "datasets()", "data(");
    }

    /** Complaints of the compiler. */
    private static List<String> refused(String source) {
        Stream.Builder<String> said = Stream.builder();
        String rest = source;
        while (!rest.isBlank()) {
            CompletionInfo info = SHELL.sourceCodeAnalysis().analyzeCompletion(rest);
            String snippet = info.source() == null ? rest : info.source();
            for (SnippetEvent event : SHELL.eval(snippet)) {
                SHELL.diagnostics(event.snippet())
                        .filter(Diag::isError)
                        .forEach(diag -> said.add(event.snippet().source() + ": " + diag.getMessage(null)));
                if (event.exception() != null) {
                    said.add(event.snippet().source() + ": " + event.exception());
                }
            }
            rest = info.source() == null ? "" : info.remaining();
        }
        return said.build().toList();
    }
}
