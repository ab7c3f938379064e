package dev.parley.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Raw gray images, a byte a pixel.
 *
 * @param pixels n x height x width unsigned bytes
 * @param labels n unsigned bytes, each the index of a class
 * @param height in pixels
 * @param width in pixels
 * @param classes the classes' names
 * @param target what the labels are called
 */
@SuppressWarnings("ArrayRecordComponent")
public record ImageContent(byte[] pixels, byte[] labels, int height, int width, List<String> classes, String target)
        implements Content {
    @Override
    public int size() {
        return labels.length;
    }

    public int area() {
        return height * width;
    }

    @Override
    public Content rows(int[] rows) {
        byte[] some = new byte[Math.multiplyExact(rows.length, area())];
        byte[] theirs = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(pixels, rows[i] * area(), some, i * area(), area());
            theirs[i] = labels[rows[i]];
        }
        return new ImageContent(some, theirs, height, width, classes, target);
    }

    @Override
    public List<String> columns() {
        return Stream.concat(IntStream.range(0, area()).mapToObj(this::pixelName), Stream.of(target))
                .toList();
    }

    /** Made anew each time: two bytes a pixel are too many to be kept beside the images. */
    @Override
    public Table table() {
        List<Column<?>> columns = new ArrayList<>();
        for (int p = 0; p < area(); p++) {
            short[] values = new short[size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = (short) (pixels[row * area() + p] & 0xff);
            }
            columns.add(ShortColumn.create(pixelName(p), values));
        }
        StringColumn named = StringColumn.create(target);
        for (byte label : labels) {
            named.append(classes.get(label & 0xff));
        }
        columns.add(named);
        return Table.create(columns);
    }

    private String pixelName(int p) {
        return "p" + p / width + "_" + p % width;
    }
}
