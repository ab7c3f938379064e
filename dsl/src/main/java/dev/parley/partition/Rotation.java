package dev.parley.partition;

import dev.parley.example.DenseExamples;
import dev.parley.example.Examples;
import dev.parley.example.ImageExamples;
import dev.parley.example.Shape;
import dev.parley.fault.DataException;
import dev.parley.num.Seed;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/** Images that are turned: those of party i by i quarter turns to the left, of every fourth not at all (rotated MNIST). */
public record Rotation() implements RowChange {
    @Override
    public Examples over(Examples rows, int[] party, int parties, Seed seed, Shape shape) {
        if (shape.image().isEmpty()
                || !shape.image().get(0).equals(shape.image().get(1))) {
            throw new DataException(this + " turns images that are as high as wide, but the rows are "
                    + (shape.image().isEmpty()
                            ? "a table's"
                            : shape.image().get(0) + " x " + shape.image().get(1))
                    + "; leave it out");
        }
        int side = shape.image().get(0);
        int channels = shape.image().get(2);
        int width = rows.width();
        int n = rows.size();
        int[] all = IntStream.range(0, n).toArray();
        float[] targets = new float[n];
        for (int row = 0; row < n; row++) {
            targets[row] = rows.target(row);
        }
        int[][] places = IntStream.range(0, 4)
                .mapToObj(turns -> places(side, channels, turns))
                .toArray(int[][]::new);
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(n, width));
        if (rows.readBytes(all, 0, n, bytes)) {
            byte[] turned = new byte[n * width];
            for (int row = 0; row < n; row++) {
                int[] from = places[party[row] % 4];
                for (int i = 0; i < width; i++) {
                    turned[row * width + i] = bytes.get(row * width + from[i]);
                }
            }
            return new ImageExamples(turned, width, targets);
        }
        float[] features = new float[n * width];
        rows.read(all, 0, n, features);
        float[] turned = new float[n * width];
        for (int row = 0; row < n; row++) {
            int[] from = places[party[row] % 4];
            for (int i = 0; i < width; i++) {
                turned[row * width + i] = features[row * width + from[i]];
            }
        }
        return new DenseExamples(turned, width, targets);
    }

    /** Place in the upright image of each pixel of a turned one. */
    private static int[] places(int side, int channels, int turns) {
        int[] from = new int[side * side * channels];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int r = row;
                int c = column;
                for (int turn = 0; turn < turns; turn++) {
                    int before = r;
                    r = c;
                    c = side - 1 - before;
                }
                for (int channel = 0; channel < channels; channel++) {
                    from[(row * side + column) * channels + channel] = (r * side + c) * channels + channel;
                }
            }
        }
        return from;
    }

    @Override
    public String toString() {
        return "rotated()";
    }
}
