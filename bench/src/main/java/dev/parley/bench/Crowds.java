package dev.parley.bench;

import static dev.parley.Layers.conv;
import static dev.parley.Layers.dense;
import static dev.parley.Layers.dropout;
import static dev.parley.Layers.flatten;
import static dev.parley.Layers.maxPool;
import static dev.parley.Layers.relu;
import static dev.parley.Parley.sequential;

import dev.parley.data.Parties;
import dev.parley.example.Examples;
import dev.parley.example.OwnRows;
import dev.parley.example.Party;
import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.model.Model;
import dev.parley.num.Seed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** Many parties: any number of them on the same rows, and the 1000 users of pfl-research's benchmark. */
final class Crowds {
    private static final int ROWS = 60;
    private static final int USERS = 1000;
    private static final int POINTS = 50;
    private static final int SIDE = 32;
    private static final int CHANNELS = 3;
    private static final int CLASSES = 10;
    private static final byte DARK = 0x3f;

    private Crowds() {}

    /** Parties of 60 rows each, which they share where there are more parties than rows. */
    static Federated sharing(Parties set, Model model, int parties) {
        Party all = set.all().get(0);
        int size = all.size();
        List<Party> crowd = new ArrayList<>();
        for (int i = 0; i < parties; i++) {
            int first = i;
            int[] rows = IntStream.range(0, ROWS)
                    .map(row -> (int) (((long) first * ROWS + row) % size))
                    .toArray();
            crowd.add(new Party(i, "party-" + (i + 1), OwnRows.of(all.examples(), rows)));
        }
        return new Federated(model, set.shape(), crowd, set.test());
    }

    /** 1000 users of 50 images of 32 x 32 x 3 noise, and pfl-research's simple CNN. */
    static Federated pfl() {
        Examples images = new Noise(USERS * POINTS);
        List<Party> users = IntStream.range(0, USERS)
                .mapToObj(user -> new Party(
                        user,
                        "user-" + (user + 1),
                        OwnRows.of(
                                images,
                                IntStream.range(user * POINTS, (user + 1) * POINTS)
                                        .toArray())))
                .toList();
        List<String> classes =
                IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
        Shape shape = new Shape(Task.CLASSIFICATION, images.width(), List.of(SIDE, SIDE, CHANNELS), classes, "class");
        Model model = sequential(
                conv(32, 3).valid(),
                relu(),
                conv(64, 3).valid(),
                relu(),
                maxPool(2),
                dropout(0.25),
                flatten(),
                dense(128),
                relu(),
                dropout(0.5),
                dense());
        return new Federated(model, shape, users, new Noise(100));
    }

    /** Images of random bytes with random classes; dark ones, since bright noise makes a rate of 0.1 diverge. */
    private static final class Noise implements Examples {
        private final byte[] pixels;
        private final int[] classes;

        Noise(int rows) {
            UniformRandomProvider random = new Seed(1).at("noise").random();
            pixels = new byte[rows * width()];
            random.nextBytes(pixels);
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] &= DARK;
            }
            classes =
                    IntStream.range(0, rows).map(row -> random.nextInt(CLASSES)).toArray();
        }

        @Override
        public int size() {
            return classes.length;
        }

        @Override
        public int width() {
            return SIDE * SIDE * CHANNELS;
        }

        @Override
        public void read(int[] rows, int from, int count, float[] into) {
            for (int i = 0; i < count; i++) {
                for (int p = 0; p < width(); p++) {
                    into[i * width() + p] = (pixels[rows[from + i] * width() + p] & 0xff) * BYTE;
                }
            }
        }

        @Override
        public boolean readBytes(int[] rows, int from, int count, ByteBuffer into) {
            for (int i = 0; i < count; i++) {
                into.put(i * width(), pixels, rows[from + i] * width(), width());
            }
            return true;
        }

        @Override
        public float target(int row) {
            return classes[row];
        }
    }
}
