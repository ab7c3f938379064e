package dev.parley.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.fault.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytesTest {
    @Test
    void aSmallFileThatHoldsAVeryLargeOneIsRefused() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(new byte[1_000_000]);
        }
        assertThat(Bytes.unpacked(packed.toByteArray(), "csv(\"a.gz\")", 1_000_000))
                .hasSize(1_000_000);
        assertThatThrownBy(() -> Bytes.unpacked(packed.toByteArray(), "csv(\"a.gz\")", 999_999))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "csv(\"a.gz\"): the gzip file of 0.0 MB holds more than 0.0 GB, which is what fits in Java's"
                                + " memory; cut it up, or give Java more (-Xmx)");
    }

    @Test
    void aFileThatHasChangedIsNotReadAsTheOneThatWasAskedFor(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "x,y\n1,2\n");
        FileBytes bytes = new FileBytes(file.toString(), "csv(\"a.csv\")");
        assertThat(bytes.packed()).hasSize(8);
        Files.writeString(file, "x,y\n1,3\n");
        assertThat(bytes.packed()).as("kept while memory allows").endsWith('2', '\n');
        Field kept = FileBytes.class.getDeclaredField("kept");
        kept.setAccessible(true);
        ((SoftReference<?>) kept.get(bytes)).clear(); // as when memory is short
        assertThatThrownBy(bytes::packed)
                .isInstanceOf(DataException.class)
                .hasMessage("csv(\"a.csv\"): the file has changed since it was asked for; ask for it again");
    }
}
