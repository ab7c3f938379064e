package dev.parley.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.fault.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are whole or not there, whatever comes between. */
class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void aFailedWritingLeavesWhatWasThere() throws IOException {
        Path path = folder.resolve("file");
        WholeFile.write("it", path, out -> out.write(1));
        assertThatThrownBy(() -> WholeFile.write("it", path, out -> {
                    out.write(2);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(DataException.class)
                .hasMessage("it cannot be written to " + path + ": java.io.IOException: No space left on device; make"
                        + " room or choose another folder");
        assertThat(path).hasBinaryContent(new byte[] {1});
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void anInterruptDoesNotTearAFileAndIsNotForgotten() {
        Path path = folder.resolve("file");
        AtomicInteger times = new AtomicInteger();
        Thread.currentThread().interrupt();
        WholeFile.write("it", path, out -> {
            if (times.getAndIncrement() < 2) {
                Thread.currentThread().interrupt();
            }
            out.write(1);
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(times).hasValue(3);
        assertThat(path).hasBinaryContent(new byte[] {1});
    }
}
