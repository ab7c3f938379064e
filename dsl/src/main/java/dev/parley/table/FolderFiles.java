package dev.parley.table;

import dev.parley.fault.DataException;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The files that a pattern names, and what they are called. */
final class FolderFiles {
    private static final Pattern ENDINGS = Pattern.compile("\\.(csv|tsv|txt)(\\.gz)?$", Pattern.CASE_INSENSITIVE);

    private FolderFiles() {}

    /**
     * The paths, in the order of their names.
     *
     * @param pattern a folder, or a folder and a pattern of names such as {@code sites/*.csv}
     * @throws DataException where there is no such folder, or no such file in it
     */
    static List<String> find(String pattern, String asked) {
        try {
            // a path with a * is none on Windows, so that the name is cut off first
            int cut = Math.max(pattern.lastIndexOf('/'), pattern.lastIndexOf(File.separatorChar)) + 1;
            String last = pattern.substring(cut);
            boolean all = last.indexOf('*') < 0 && Files.isDirectory(Path.of(pattern));
            Path folder = Path.of(all ? pattern : pattern.substring(0, cut));
            String names = all ? "*" : last;
            if (!Files.isDirectory(folder)) {
                throw new DataException(asked + ": there is no such folder; looked for "
                        + folder.toAbsolutePath().normalize() + "; check the path");
            }
            List<String> found = new ArrayList<>();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, names)) {
                for (Path file : files) {
                    String name = String.valueOf(file.getFileName());
                    boolean wanted = !all || ENDINGS.matcher(name).find();
                    // a hidden file is some program's, as Excel's ~$ and LibreOffice's .~lock are
                    boolean hidden = (name.startsWith(".") && !last.startsWith(".")) || name.startsWith("~$");
                    if (wanted && !hidden && Files.isRegularFile(file)) {
                        found.add(file.toString());
                    }
                }
            }
            if (found.isEmpty()) {
                throw new DataException(asked + ": no file in "
                        + folder.toAbsolutePath().normalize() + " is called " + (all ? "*.csv, *.tsv or *.txt" : names)
                        + "; check the pattern, as in folder(\"sites/*.csv\")");
            }
            Collections.sort(found);
            return found;
        } catch (InvalidPathException | PatternSyntaxException e) {
            throw new DataException(asked + ": this is not a path: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DataException(asked + ": the folder cannot be read (" + e + "); check its permissions", e);
        }
    }

    /** Names of the files: without their endings, where they differ so too. */
    static List<String> names(List<String> whole) {
        List<String> bare = whole.stream()
                .map(name -> name.indexOf('.') > 0 ? name.substring(0, name.indexOf('.')) : name)
                .toList();
        return bare.stream().distinct().count() == bare.size() ? bare : whole;
    }
}
