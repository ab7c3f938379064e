package dev.parley.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

/** Imports of every cell, shell and script: the lines of {@code imports.jsh}, and those of engines. */
public final class Imports {
    private Imports() {}

    /** File of imports that an engine's jar brings beside them. */
    private static final String OF_ENGINES = "META-INF/parley/imports.jsh";

    /** The import statements, one a line; also those of engines on the class path. */
    public static String source() {
        try (InputStream in = Imports.class.getResourceAsStream("imports.jsh")) {
            if (in == null) {
                throw new IllegalStateException("imports.jsh is missing beside " + Imports.class.getName());
            }
            StringBuilder all = new StringBuilder(text(in));
            for (URL engine : Collections.list(Imports.class.getClassLoader().getResources(OF_ENGINES))) {
                try (InputStream more = engine.openStream()) {
                    all.append(text(more));
                }
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
