package dev.parley.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** What every cell, shell and script finds imported: the lines of {@code imports.jsh}. */
public final class Imports {
    private Imports() {}

    /** The import statements, one a line. */
    public static String source() {
        try (InputStream in = Imports.class.getResourceAsStream("imports.jsh")) {
            if (in == null) {
                throw new IllegalStateException("imports.jsh is missing beside " + Imports.class.getName());
            }
            String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return sentencesExist() ? lines : withoutSentences(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean sentencesExist() {
        return Imports.class.getResource("/dev/parley/Parley.class") != null;
    }

    private static String withoutSentences(String lines) {
        return lines.lines().filter(line -> !line.contains("dev.parley")).collect(Collectors.joining("\n"));
    }
}
