package dev.parley.file;

import dev.parley.fault.DataException;
import java.nio.file.Path;

/**
 * The words of messages about one kind of files.
 *
 * @param word that its files say of themselves, for instance {@code run}
 * @param written tells how one is written
 * @param broken tells that one is not as it was written
 * @param todo says how to come by a whole one
 */
public record FileKind(String word, String written, String broken, String todo) {
    DataException absent(String path, Throwable cause) {
        return new DataException("there is no file " + Path.of(path).toAbsolutePath() + "; " + written, cause);
    }

    DataException future(String path, int format) {
        return new DataException(path + " has format " + format + ", but this version reads formats 1 and "
                + TreeFile.FORMAT + "; use the version of Parley that wrote it, or a newer one");
    }

    /** The exception for a file that is not as it was written. */
    public DataException damaged(String path, String why) {
        return new DataException(told(path, why));
    }

    DataException damaged(String path, String why, Throwable cause) {
        return new DataException(told(path, why), cause);
    }

    private String told(String path, String why) {
        return path + " " + broken + ": " + why + "; " + todo;
    }
}
