package dev.parley.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Parley;
import dev.parley.fault.DataException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Only plain files are read, by every word that takes a path: the others could be waited for in vain. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RegularFileTest {
    private static final String ODD =
            " is a pipe, a socket or a device, which could be waited for in vain; name a plain file";

    @TempDir
    Path folder;

    private List<Path> odd() throws IOException, InterruptedException {
        List<Path> all = new ArrayList<>();
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        all.add(pipe);
        all.add(Files.createSymbolicLink(folder.resolve("link"), pipe));
        all.add(Path.of("/dev/zero"));
        return all;
    }

    @Test
    void noWordWaitsForAPipeADeviceOrASocket() throws Exception {
        Path socket = folder.resolve("socket");
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(socket));
            List<Path> all = odd();
            all.add(socket);
            for (Path path : all) {
                String name = path.toString();
                refused(() -> Parley.load(name), name + ODD);
                refused(() -> Parley.replay(name), name + ODD);
                refused(() -> Parley.loadModel(name), name + ODD);
                refused(() -> Parley.csv(name), "csv(\"" + name + "\"): this" + ODD);
                refused(() -> Parley.images(name, name), "images(\"" + name + "\", \"" + name + "\"): this" + ODD);
                refused(() -> Parley.federation().startFrom(name), "startFrom(\"" + name + "\"): this" + ODD);
            }
        }
    }

    @Test
    void noWordReadsAFolder() {
        String name = folder.toString();
        String folder = " is a folder; name a file in it";
        refused(() -> Parley.load(name), name + folder);
        refused(() -> Parley.loadModel(name), name + folder);
        refused(() -> Parley.csv(name), "csv(\"" + name + "\"): this" + folder);
        refused(() -> Parley.federation().startFrom(name), "startFrom(\"" + name + "\"): this" + folder);
    }

    private static void refused(ThrowingCallable word, String message) {
        assertThatThrownBy(word).isInstanceOf(DataException.class).hasMessage(message);
    }

    @Test
    void readsNoMoreThanABound() throws IOException {
        Path path = Files.write(folder.resolve("long"), new byte[1001]);
        assertThat(RegularFile.bytes(path, "it", 1001)).hasSize(1001);
        refused(
                () -> RegularFile.bytes(path, "it", 1000),
                "it has 1,001 bytes, but at most 1,000 are read; name a smaller" + " file");
    }

    @Test
    void takesNothingFromAFileThatSaysItIsEmpty() throws IOException {
        Path made = Path.of("/proc/self/status");
        if (Files.exists(made)) { // on Linux
            assertThat(RegularFile.bytes(made, "it", 1000)).isEmpty();
        }
    }
}
