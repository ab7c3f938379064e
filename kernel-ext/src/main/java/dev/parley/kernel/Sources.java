package dev.parley.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import org.jspecify.annotations.Nullable;

/**
 * Sources that the shell reads documentation from: those that came with the JDK, and Parley's, which lie in this jar.
 *
 * <p>JShell shows a method's Javadoc where it finds the source, and it looks in the JDK's {@code src.zip} only; there is
 * no option for more. So this list takes that list's place ({@code SourceCodeAnalysisImpl.availableSources}, the same
 * in JDK 17 to 25). It fills itself at the first inspection, not at the kernel's start.
 */
final class Sources extends AbstractList<Path> {
    /** Not under a package's name: there a compiler would take a source for its class. */
    private static final String FOLDER = "/META-INF/parley/sources/";

    private final SourceCodeAnalysis analysis;
    private final Field known;
    private final Method ofTheJdk;
    private @Nullable List<Path> found;

    private Sources(SourceCodeAnalysis analysis) throws ReflectiveOperationException {
        this.analysis = analysis;
        known = analysis.getClass().getDeclaredField("availableSources");
        ofTheJdk = analysis.getClass().getDeclaredMethod("findSources");
        known.setAccessible(true);
        ofTheJdk.setAccessible(true);
    }

    /**
     * From now on the shell's documentation has Parley's words too.
     *
     * @return whether the shell lets itself be told; it needs {@code --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED},
     *     which JJava has
     */
    static boolean of(JShell shell) {
        try {
            Sources sources = new Sources(shell.sourceCodeAnalysis());
            sources.known.set(sources.analysis, sources);
            return true;
        } catch (ReflectiveOperationException | InaccessibleObjectException closed) {
            return false;
        }
    }

    @Override
    public Path get(int index) {
        return found().get(index);
    }

    @Override
    public int size() {
        return found().size();
    }

    private synchronized List<Path> found() {
        if (found == null) {
            List<Path> all = new ArrayList<>(List.of(folder()));
            try {
                // The shell looks only when it knows of none.
                known.set(analysis, null);
                for (Object path : (List<?>) ofTheJdk.invoke(analysis)) {
                    all.add((Path) path);
                }
                known.set(analysis, this);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the shell's own sources cannot be asked for", e);
            }
            found = all;
        }
        return found;
    }

    private static Path folder() {
        URL here = Sources.class.getResource(FOLDER + "dev/parley/Parley.java");
        if (here == null) {
            throw new IllegalStateException(FOLDER + " is missing beside " + Sources.class.getName());
        }
        try {
            if (here.getProtocol().equals("jar")) {
                URI jar = new URI(here.getPath().substring(0, here.getPath().indexOf("!/")));
                return FileSystems.newFileSystem(Path.of(jar)).getPath(FOLDER);
            }
            return Path.of(here.toURI()).resolve("../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(here + " is no place", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
