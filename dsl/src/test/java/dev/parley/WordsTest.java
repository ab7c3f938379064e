package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The static words that every notebook imports: few in Parley, none in two themes, each with its documentation. */
class WordsTest {
    private static final Path ROOT = Path.of("src/main/java/dev/parley");
    private static final int MOST = 50;

    /** A public method and the comment before it; of a comment only what lies behind the last beginning of one. */
    private static final Pattern DOCUMENTED = Pattern.compile("/\\*\\*(?<doc>(?:(?!\\*/|/\\*\\*)[\\s\\S])*)\\*/\\s+"
            + "(?:@\\w+\\s+)*public (?:static )?[\\w<>?, .\\[\\]]+ (?<name>\\w+)\\((?<parameters>[^)]*)\\) \\{");

    /** Every theme's class, found as the notebook's imports would have to name it. */
    static List<Class<?>> themes() throws IOException {
        List<Class<?>> themes = new ArrayList<>();
        try (Stream<Path> files = Files.list(ROOT)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".java") && !name.equals("package-info.java")) {
                    Class<?> type = named(name.replace(".java", ""));
                    if (Modifier.isFinal(type.getModifiers()) && !words(type).isEmpty()) {
                        themes.add(type);
                    }
                }
            }
        }
        return themes;
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName("dev.parley." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** Methods that an import of the class brings, overloads one by one; also those it inherits. */
    private static List<Method> words(Class<?> theme) {
        return Arrays.stream(theme.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .toList();
    }

    @Test
    void noWordIsInTwoThemes() throws IOException {
        Map<String, Set<String>> homes = new TreeMap<>();
        for (Class<?> theme : themes()) {
            words(theme)
                    .forEach(word -> homes.computeIfAbsent(word.getName(), name -> new TreeSet<>())
                            .add(theme.getSimpleName()));
        }
        assertThat(homes)
                .allSatisfy((word, themes) -> assertThat(themes).as(word).hasSize(1));
        assertThat(homes)
                .containsEntry("federation", Set.of("Parley"))
                .containsEntry("plot", Set.of("Parley"))
                .containsEntry("shards", Set.of("Partitions"))
                .containsEntry("named", Set.of("Rules"));
    }

    @Test
    void parleyKeepsTheCommonestWords() {
        assertThat(words(Parley.class).stream().map(Method::getName).distinct()).hasSizeBetween(30, MOST);
    }

    @Test
    void everyWordSaysWhatItTakesWhatItRefusesAndShowsAnExample() throws IOException {
        List<String> files = new ArrayList<>(List.of(
                "DataWords", "RunWords", "Trainer", "Federation", "Guarded", "Distributed", "Centralized", "Local"));
        themes().forEach(theme -> files.add(theme.getSimpleName()));
        List<String> lacking = new ArrayList<>();
        for (String file : files) {
            lacking.addAll(lacking(file));
        }
        assertThat(lacking).isEmpty();
    }

    /** The methods of a file whose comment lacks a parameter, or an example. */
    private static List<String> lacking(String file) throws IOException {
        String source = Files.readString(ROOT.resolve(file + ".java"));
        List<String> lacking = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        Matcher found = DOCUMENTED.matcher(source);
        while (found.find()) {
            String call = file + "." + found.group("name") + "(" + found.group("parameters") + ")";
            seen.add(found.group("name"));
            if (found.group("name").equals("toString")) {
                continue;
            }
            String doc = found.group("doc");
            if (!doc.contains(found.group("name") + "(")) {
                lacking.add(call + " shows no example");
            }
            for (String parameter : found.group("parameters").split(",", -1)) {
                String name = parameter.strip().replaceAll(".*\\s", "");
                if (!name.isEmpty() && !doc.contains("@param " + name + " ")) {
                    lacking.add(call + " does not tell " + name);
                }
            }
        }
        for (Method method : named(file).getDeclaredMethods()) {
            boolean own = Modifier.isPublic(method.getModifiers())
                    && !method.isBridge()
                    && !Set.of("equals", "hashCode", "toString").contains(method.getName());
            if (own && !seen.contains(method.getName())) {
                lacking.add(file + "." + method.getName() + " has no comment");
            }
        }
        return lacking;
    }
}
