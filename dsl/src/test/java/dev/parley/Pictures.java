package dev.parley;

import dev.parley.data.Dataset;
import dev.parley.num.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.rng.UniformRandomProvider;

/** Small pictures made for tests: a bright bar on noise, upright, lying or none. */
public final class Pictures {
    private Pictures() {}

    /** So many pictures of side x side pixels in three classes, written to a folder as IDX files. */
    public static Dataset bars(Path folder, int count, int side) {
        UniformRandomProvider random = new Seed(9).random();
        byte[] pixels = new byte[count * side * side];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            int label = i % 3;
            int at = random.nextInt(side);
            labels[i] = (byte) label;
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    boolean bright = label == 0 && x == at || label == 1 && y == at;
                    pixels[(i * side + y) * side + x] = (byte) (bright ? 255 : random.nextInt(60));
                }
            }
        }
        return Dataset.images(
                file(folder.resolve("i"), 0x803, pixels, count, side, side),
                file(folder.resolve("l"), 0x801, labels, count));
    }

    private static String file(Path path, int magic, byte[] values, int... shape) {
        ByteBuffer bytes =
                ByteBuffer.allocate(4 + 4 * shape.length + values.length).putInt(magic);
        for (int size : shape) {
            bytes.putInt(size);
        }
        try {
            return Files.write(path, bytes.put(values).array()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
