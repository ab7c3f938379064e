package dev.parley.train;

import dev.parley.fault.PlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The claim of a training on its checkpoint's file: two at once would overwrite each other's. */
final class ActivePath implements AutoCloseable {
    private static final Set<Path> CLAIMED = new HashSet<>();

    private final Optional<Path> path;

    private ActivePath(Optional<Path> path) {
        this.path = path;
    }

    /**
     * Claims the file of a checkpoint, where there is one.
     *
     * @throws PlanException where another training of this process writes to it
     */
    static ActivePath of(Optional<Checkpoint> checkpoint) {
        Optional<Path> path = checkpoint.map(each -> real(Path.of(each.path()).toAbsolutePath()));
        path.ifPresent(file -> {
            synchronized (CLAIMED) {
                if (!CLAIMED.add(file)) {
                    throw new PlanException(
                            "checkpoint(\"" + checkpoint.orElseThrow().path()
                                    + "\", ..) names a file that another training is writing to; name another file, or stop"
                                    + " the other training first");
                }
            }
        });
        return new ActivePath(path);
    }

    private static Path real(Path file) {
        Path folder = file.getParent();
        try {
            return folder != null && Files.exists(folder)
                    ? folder.toRealPath().resolve(file.getFileName())
                    : file.normalize();
        } catch (IOException e) {
            return file.normalize();
        }
    }

    @Override
    public void close() {
        path.ifPresent(file -> {
            synchronized (CLAIMED) {
                CLAIMED.remove(file);
            }
        });
    }
}
