package dev.parley.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.partition.Iid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
    @TempDir
    Path folder;

    private String idx(String name, int magic, byte[] values, int... shape) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(4 + 4 * shape.length + values.length).putInt(magic);
        for (int size : shape) {
            bytes.putInt(size);
        }
        return Files.write(folder.resolve(name), bytes.put(values).array()).toString();
    }

    @Test
    void readsIdxFilesOfAnySizeAndHoldsSomeOut() throws Exception {
        byte[] pixels = new byte[20 * 6];
        byte[] labels = new byte[20];
        for (int i = 0; i < 20; i++) {
            labels[i] = (byte) (i % 2);
            pixels[i * 6] = (byte) 255;
            pixels[i * 6 + 1] = (byte) i;
        }
        Dataset data = Dataset.images(idx("i", 0x803, pixels, 20, 2, 3), idx("l", 0x801, labels, 20));
        Parties parties = data.split(2, new Iid());

        assertThat(parties.shape())
                .isEqualTo(new Shape(
                        Task.CLASSIFICATION, 6, java.util.List.of(2, 3, 1), java.util.List.of("0", "1"), "label"));
        assertThat(parties.test().size()).isEqualTo(4);
        assertThat(Samples.all(parties.train())[0]).isEqualTo(1f);
        assertThat(data.table().columnNames()).containsExactly("p0_0", "p0_1", "p0_2", "p1_0", "p1_1", "p1_2", "label");
    }

    @Test
    void refusesFilesThatDoNotBelongTogether() throws Exception {
        String images = idx("i", 0x803, new byte[12], 2, 2, 3);
        String labels = idx("l", 0x801, new byte[3], 3);
        String asked = "images(\"" + images + "\", \"" + labels + "\"): ";

        assertThatThrownBy(() -> Dataset.images(images, labels))
                .isInstanceOf(DataException.class)
                .hasMessage(asked + "there are 2 images but 3 labels; name two files that belong together");
        assertThatThrownBy(() -> Dataset.images(labels, images))
                .isInstanceOf(DataException.class)
                .hasMessage("images(\"" + labels + "\", \"" + images + "\"): the file of images is not IDX of unsigned"
                        + " bytes in 3 dimensions; give an IDX file as MNIST's, plain or gzipped");
    }

    @Test
    void refusesNegativeAndImmenseSizes() throws Exception {
        String labels = idx("l", 0x801, new byte[4], 4);
        String negative = idx("n", 0x803, new byte[64], 4, -4, -4);
        assertThatThrownBy(() -> Dataset.images(negative, labels))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "images(\"" + negative + "\", \"" + labels + "\"): the file of images says it holds 4294967292"
                                + " rows or pixels one way, which no file of MNIST's format has; fetch or write it again");
        String immense = idx("m", 0x803, new byte[64], 1 << 30, 1 << 30, 64);
        assertThatThrownBy(() -> Dataset.images(immense, labels))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(" bytes, but has 64; fetch or write it again");
    }
}
