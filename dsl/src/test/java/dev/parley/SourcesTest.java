package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sources of all modules: files stay short, and comments and pages begin their paragraphs with a noun or a verb. */
class SourcesTest {
    private static final int MOST_LINES = 350;
    private static final Pattern HARD =
            Pattern.compile("(what|where|who|whose|how|whether|of)\\b.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern REMARK = Pattern.compile("(?<before>.*?)// (?<text>.*)");

    private static List<Path> files(String... ends) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(Path.of(".."), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean isOurs = name.equals("..") || !(name.startsWith(".") || name.equals("target"));
                return isOurs ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (Stream.of(ends).anyMatch(file.toString()::endsWith)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(found).isNotEmpty();
        return found;
    }

    /** Paragraphs of comments that begin with a word that a newcomer has to decode. */
    private static List<String> hard(List<String> lines) {
        List<String> found = new ArrayList<>();
        boolean fresh = false;
        boolean remarked = false;
        for (String line : lines) {
            String text = line.strip();
            boolean opens = text.startsWith("/**");
            String doc = text.replaceFirst("^/?\\*+ ?(<p>)?", "");
            if ((opens || fresh || text.startsWith("* <p>"))
                    && HARD.matcher(doc).matches()) {
                found.add(text);
            }
            fresh = text.equals("/**");
            Matcher remark = REMARK.matcher(text);
            boolean goesOn = remarked && text.startsWith("//");
            if (remark.matches() && !goesOn && !remark.group("before").contains("\"")) {
                if (HARD.matcher(remark.group("text")).matches()) {
                    found.add(text);
                }
            }
            remarked = text.startsWith("//");
        }
        return found;
    }

    @Test
    void hardBeginningsAreFound() {
        assertThat(hard(List.of(
                        "/** What it is. */",
                        "/**",
                        " * Whether it is.",
                        " *",
                        " * <p>Of them all.",
                        " */",
                        "// who it is",
                        "x = 1; // how it is",
                        "/** Tells whether it is. */",
                        "// one thing",
                        "// of two lines",
                        "s = \"// of text\";",
                        "/** Offers it. */")))
                .containsExactly(
                        "/** What it is. */",
                        "* Whether it is.",
                        "* <p>Of them all.",
                        "// who it is",
                        "x = 1; // how it is");
    }

    @Test
    void commentsBeginWithANounOrAVerb() throws IOException {
        for (Path file : files(".java")) {
            assertThat(hard(Files.readAllLines(file))).as("%s", file).isEmpty();
        }
    }

    @Test
    void paragraphsAndHeadingsOfPagesDoToo() throws IOException {
        List<Path> pages = new ArrayList<>(files("../README.md", "../CONTRIBUTING.md"));
        try (Stream<Path> docs = Files.list(Path.of("../docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        for (Path page : pages) {
            String before = "";
            for (String line : Files.readAllLines(page)) {
                String text = line.replaceFirst("^#+ ", "");
                boolean begins = before.isBlank() || !text.equals(line);
                assertThat(begins && HARD.matcher(text).matches())
                        .as("%s: %s", page, line)
                        .isFalse();
                before = line;
            }
        }
    }

    @Test
    void noFileIsLong() throws IOException {
        for (Path file : files(".java", ".py", ".jsh")) {
            assertThat(Files.readAllLines(file).size()).as("lines of %s", file).isLessThanOrEqualTo(MOST_LINES);
        }
    }
}
