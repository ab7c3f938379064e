package dev.parley.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.kernel.Imports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.junit.jupiter.api.Test;

/** The blocks of README and docs compile in Java with {@code Parley.*} and the themes' imports that stand above them. */
class PagesTest {
    private static final Path HOME = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?<words>java[^\\n]*)\\n(?<source>.*?)^```$");
    private static final Pattern THEME = Pattern.compile("import static dev\\.parley\\.\\w+\\.\\*;");

    @Test
    void everyBlockHasItsThemesNamedAboveIt() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(HOME.resolve("README.md")));
        try (Stream<Path> docs = Files.list(HOME.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        List<String> refused = new ArrayList<>();
        int blocks = 0;
        for (Path page : pages) {
            String text = Files.readString(page);
            blocks += BLOCK.matcher(text).find() ? compile(HOME.relativize(page), text, refused) : 0;
        }
        assertThat(refused).isEmpty();
        assertThat(blocks).isGreaterThan(50);
    }

    @Test
    void aWordWhoseThemeIsNotNamedIsFound() {
        List<String> refused = new ArrayList<>();
        try (JShell shell = compiler()) {
            compile(shell, "dataset(\"digits\").split(10, shards(2))", "", refused);
            assertThat(refused).singleElement().asString().contains("shards");
            refused.clear();
            shell.eval("import static dev.parley.Partitions.*;");
            compile(shell, "dataset(\"digits\").split(10, shards(2))", "", refused);
            assertThat(refused).isEmpty();
        }
    }

    /** Compiles a page's blocks in order, as one program; how many there were. */
    private static int compile(Path page, String text, List<String> refused) {
        Matcher block = BLOCK.matcher(text);
        int from = 0;
        int blocks = 0;
        try (JShell shell = compiler()) {
            while (block.find()) {
                Matcher named = THEME.matcher(text.substring(from, block.start()));
                while (named.find()) {
                    shell.eval(named.group());
                }
                from = block.end();
                if (!block.group("words").contains("no-run")) {
                    blocks++;
                    String where = page + ":" + Pieces.line(text, block.start());
                    compile(shell, block.group("source"), where, refused);
                }
            }
        }
        return blocks;
    }

    private static void compile(JShell shell, String source, String where, List<String> refused) {
        for (Pieces.Piece piece : Pieces.of(source, shell.sourceCodeAnalysis())) {
            for (SnippetEvent event : shell.eval(piece.source())) {
                shell.diagnostics(event.snippet())
                        .filter(Diag::isError)
                        .forEach(error -> refused.add(
                                where + ": " + event.snippet().source().strip() + ": " + error.getMessage(null)));
            }
        }
    }

    /** A shell that compiles and runs nothing, with what a Java class imports whatever its theme. */
    private static JShell compiler() {
        JShell shell =
                JShell.builder().executionEngine(new Unexecuted(), Map.of()).build();
        shell.addToClasspath(System.getProperty("java.class.path"));
        Imports.source()
                .lines()
                .filter(line -> !line.startsWith("import static") || line.contains(".Parley."))
                .forEach(shell::eval);
        return shell;
    }

    private static final class Unexecuted implements ExecutionControlProvider, ExecutionControl {
        @Override
        public String name() {
            return "unexecuted";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return this;
        }

        @Override
        public void load(ClassBytecodes[] classes) {}

        @Override
        public void redefine(ClassBytecodes[] classes) {}

        @Override
        public String invoke(String className, String methodName) {
            return "";
        }

        @Override
        public String varValue(String className, String varName) {
            return "";
        }

        @Override
        public void addToClasspath(String path) {}

        @Override
        public void stop() {}

        @Override
        public Object extensionCommand(String command, Object argument) {
            return "";
        }

        @Override
        public void close() {}
    }
}
