package dev.parley.run.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.file.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files as somebody who changes them would have to write them, checksum and all. */
final class Sealed {
    private Sealed() {}

    /** Puts one text in the place of another. */
    static void change(Path path, String from, String to) throws IOException {
        String text = Files.readString(path);
        assertThat(text).contains(from);
        write(path, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes with the checksum that belongs to them, in the place of the one that they had. */
    static void write(Path path, byte[] bytes) throws IOException {
        byte[] content = new String(bytes, StandardCharsets.ISO_8859_1)
                .replaceFirst("\"sha256\": \"[0-9a-f]{64}\"\\n}\\n$", "")
                .getBytes(StandardCharsets.ISO_8859_1);
        try (OutputStream out = Files.newOutputStream(path)) {
            Checksum.write(out, body -> body.write(content));
        }
    }
}
