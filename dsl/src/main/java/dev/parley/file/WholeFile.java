package dev.parley.file;

import dev.parley.fault.DataException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that is whole or not there, whatever happens while it is written: written beside under a name of its own,
 * brought to the disk, then renamed.
 *
 * <p>While it is written it is locked, and the lock ends with its process: so what a killed process has left is told
 * from what another one is writing, and the next writer of that file removes it.
 */
public final class WholeFile {
    private static final String UNFINISHED = ".part";
    private static final Duration A_MOMENT = Duration.ofMinutes(1);

    private WholeFile() {}

    /** What is to be in the file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Whether a name is that of a file which is still being written, or was when its process was killed. */
    public static boolean isUnfinished(Path file) {
        return file.toString().endsWith(UNFINISHED);
    }

    /**
     * Writes a file in one step, as others see it; an interrupt is kept for later.
     *
     * @param what named in messages
     * @throws DataException where it cannot be written; what was there before still is
     */
    public static void write(String what, Path file, Content content) {
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try {
                    once(file, content);
                    return;
                } catch (ClosedByInterruptException again) {
                    interrupted = true;
                }
            }
        } catch (IOException e) {
            throw refused(what, file, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Finds out whether a file could be written, and does not.
     *
     * @throws DataException where it could not
     */
    public static void ready(String what, Path file, Content content) {
        try {
            content.writeTo(OutputStream.nullOutputStream());
            Files.createDirectories(file.getParent());
            Files.delete(Files.createTempFile(file.getParent(), "try", UNFINISHED));
        } catch (IOException e) {
            throw refused(what, file, e);
        }
    }

    private static DataException refused(String what, Path file, IOException e) {
        return new DataException(
                what + " cannot be written to " + file + ": " + e + "; make room or choose another folder", e);
    }

    /** One at a time in this process: closing a file that is locked by the same process would end the lock. */
    private static synchronized void once(Path file, Content content) throws IOException {
        Path folder = file.getParent();
        Files.createDirectories(folder);
        sweep(file);
        Path beside = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
        try {
            try (FileChannel channel =
                    FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                lock(channel);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                content.writeTo(out);
                out.flush();
                channel.force(true);
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            Files.deleteIfExists(beside);
        }
        if (!System.getProperty("os.name", "").startsWith("Windows")) { // which cannot open a folder
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /** Removes what killed processes have left of this file: nobody holds it, though it was made a moment ago. */
    private static void sweep(Path file) throws IOException {
        String name = file.getFileName() + ".";
        DirectoryStream.Filter<Path> left = path -> {
            String other = String.valueOf(path.getFileName());
            return other.startsWith(name) && other.matches(".*\\.[0-9a-f-]{36}\\" + UNFINISHED);
        };
        try (DirectoryStream<Path> all = Files.newDirectoryStream(file.getParent(), left)) {
            for (Path each : all) {
                if (isLeft(each)) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    private static boolean isLeft(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            boolean begun = channel.size() > 0
                    || Files.getLastModifiedTime(file)
                            .toInstant()
                            .isBefore(Instant.now().minus(A_MOMENT));
            return begun && lock(channel) != null;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Null where another process has it; a file system without locks answers by an exception: nobody can tell. */
    private static @Nullable FileLock lock(FileChannel channel) throws ClosedByInterruptException {
        try {
            return channel.tryLock();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException | OverlappingFileLockException held) {
            return null;
        }
    }
}
