package dev.parley.file;

import java.io.BufferedOutputStream;
import java.io.Closeable;
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

/** A file under a name of its own beside the one that it is to become; locked until it is closed. */
final class UnfinishedFile implements Closeable {
    private static final String END = ".part";
    private static final Duration A_MOMENT = Duration.ofMinutes(1);

    private final Path path;
    private final FileChannel channel;

    private UnfinishedFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Begins one for a file. */
    static UnfinishedFile beside(Path file) throws IOException {
        Path path = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + END);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock(channel);
        return new UnfinishedFile(path, channel);
    }

    /** Makes one in a file's folder and takes it away. */
    static void attempt(Path file) throws IOException {
        Files.delete(Files.createTempFile(file.getParent(), "try", END));
    }

    static boolean is(Path file) {
        return file.toString().endsWith(END);
    }

    /** Writes the content and brings it to the disk. */
    void write(WholeFile.Content content) throws IOException {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        content.writeTo(out);
        out.flush();
        channel.force(true);
    }

    /** Number of bytes written. */
    long length() throws IOException {
        return channel.size();
    }

    /** Takes another name, in place of the file that has it; still locked. */
    void become(Path file) throws IOException {
        Files.move(path, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }

    /** Removes what killed processes have left of this file: nobody holds it, though it was made a moment ago. */
    static void sweep(Path file) throws IOException {
        String name = file.getFileName() + ".";
        DirectoryStream.Filter<Path> left = path -> {
            String other = String.valueOf(path.getFileName());
            return other.startsWith(name) && other.matches(".*\\.[0-9a-f-]{36}\\" + END);
        };
        try (DirectoryStream<Path> all = Files.newDirectoryStream(file.getParent(), left)) {
            for (Path each : all) {
                if (isLeft(each)) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    /** Tells that nobody is writing a file, and that it was not begun just now. */
    static boolean isLeft(Path file) throws IOException {
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
