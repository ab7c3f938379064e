package dev.parley.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What every cell, shell and script finds imported: the lines of {@code imports.jsh}. */
public final class Imports {
    private Imports() {}

    /** The import statements, one a line. */
    public static String source() {
        try (InputStream in = Imports.class.getResourceAsStream("imports.jsh")) {
            if (in == null) {
                throw new IllegalStateException("imports.jsh is missing beside " + Imports.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
