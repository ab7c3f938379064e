package dev.parley.table;

import dev.parley.fault.DataException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the IDX format of MNIST: a magic number, big-endian dimensions, then unsigned bytes. */
final class Idx {
    private static final int IMAGES = 0x803;
    private static final int LABELS = 0x801;

    private Idx() {}

    /**
     * Images and their labels.
     *
     * @param images an IDX file of three dimensions, unpacked
     * @param labels an IDX file of one dimension, unpacked
     * @param classes the classes' names; empty where the labels themselves are the names
     */
    static ImageContent read(byte[] images, byte[] labels, List<String> classes, String target, String asked) {
        int[] shape = shape(images, IMAGES, 3, asked, "images");
        int[] count = shape(labels, LABELS, 1, asked, "labels");
        if (shape[0] != count[0]) {
            throw new DataException(asked + ": there are " + shape[0] + " images but " + count[0]
                    + " labels; name two files that belong together");
        }
        if (shape[0] == 0) {
            throw new DataException(asked + ": the files hold no image; name files with at least one");
        }
        byte[] theirs = Arrays.copyOfRange(labels, 8, labels.length);
        int highest = IntStream.range(0, theirs.length)
                .map(i -> theirs[i] & 0xff)
                .max()
                .orElse(0);
        List<String> names = classes.isEmpty()
                ? IntStream.rangeClosed(0, highest).mapToObj(Integer::toString).toList()
                : classes;
        if (highest >= names.size()) {
            throw new DataException(asked + ": a label is " + highest + ", but there are only " + names.size()
                    + " classes; name the labels that belong to these images");
        }
        return new ImageContent(
                Arrays.copyOfRange(images, 16, images.length), theirs, shape[1], shape[2], names, target);
    }

    private static int[] shape(byte[] bytes, int magic, int dimensions, String asked, String what) {
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (bytes.length < 4 + 4 * dimensions || header.getInt() != magic) {
            throw new DataException(asked + ": the file of " + what + " is not IDX of unsigned bytes in " + dimensions
                    + " dimension" + (dimensions == 1 ? "" : "s")
                    + "; give an IDX file as MNIST's, plain or gzipped");
        }
        int[] shape = new int[dimensions];
        long expected = 1;
        for (int i = 0; i < dimensions; i++) {
            shape[i] = header.getInt();
            if (shape[i] < 0) {
                throw new DataException(asked + ": the file of " + what + " says it holds "
                        + Integer.toUnsignedString(shape[i]) + " rows or pixels one way, which no file of MNIST's"
                        + " format has; fetch or write it again");
            }
            boolean tooMany = shape[i] > 0 && expected > bytes.length;
            expected = tooMany ? expected : expected * shape[i];
        }
        if (header.remaining() != expected) {
            throw new DataException(asked + ": the file of " + what + " says it holds " + expected + " bytes, but has "
                    + header.remaining() + "; fetch or write it again");
        }
        return shape;
    }
}
