package dev.parley.file;

import dev.parley.fault.DataException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is whole or not there, whatever happens while it is written: written beside under a name of its own,
 * brought to the disk, then renamed.
 *
 * <p>While it is written it is locked, and the lock ends with its process: so the leftovers of a killed process are told
 * from what another one is writing, and the next writer of that file removes them.
 */
public final class WholeFile {
    /** One at a time in this process: closing a file that is locked by the same process would end the lock. */
    private static final Object ONE_AT_A_TIME = new Object();

    private WholeFile() {}

    /** The bytes that are to be in a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Tells a file by its name that is still being written, or was when its process was killed. */
    public static boolean isUnfinished(Path file) {
        return UnfinishedFile.is(file);
    }

    /**
     * Writes a file in one step, as others see it; an interrupt is kept for later.
     *
     * @param what named in messages
     * @throws DataException where it cannot be written; what was there before still is
     */
    public static void write(String what, Path file, Content content) {
        again(what, file, () -> once(file, content));
    }

    /** Work on files, which begins anew where an interrupt of the thread has ended it. */
    @FunctionalInterface
    interface Work {
        void once() throws IOException;
    }

    static void again(String what, Path file, Work work) {
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try {
                    synchronized (ONE_AT_A_TIME) {
                        work.once();
                    }
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
            UnfinishedFile.attempt(file);
        } catch (IOException e) {
            throw refused(what, file, e);
        }
    }

    private static DataException refused(String what, Path file, IOException e) {
        return new DataException(
                what + " cannot be written to " + file + ": " + e + "; make room or choose another folder", e);
    }

    private static void once(Path file, Content content) throws IOException {
        Files.createDirectories(file.getParent());
        UnfinishedFile.sweep(file);
        try (UnfinishedFile part = UnfinishedFile.beside(file)) {
            part.write(content);
            part.become(file);
        }
        forceNames(file);
    }

    /** Brings the names of the files in a file's folder to the disk. */
    static void forceNames(Path file) throws IOException {
        if (!System.getProperty("os.name", "").startsWith("Windows")) { // which cannot open a folder
            try (FileChannel names = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }
}
