package dev.parley.feature;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Statistics as bytes and back: a text as its length and UTF-8, a number as 8 bytes.
 *
 * <p>A column of numbers takes 33 bytes and its name; one of texts 13 bytes, its name, and 12 bytes and the name of each
 * category.
 */
final class StatisticsBytes {
    private static final int PLAIN = 0;
    private static final int NUMBERS = 1;
    private static final int TEXTS = 2;
    private static final int SUMS = 3;

    private StatisticsBytes() {}

    static byte[] write(Statistics told) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(told.image().size());
            for (int size : told.image()) {
                out.writeInt(size);
            }
            text(out, told.order().name());
            out.writeInt(told.classes().size());
            for (String name : told.classes()) {
                text(out, name);
            }
            out.writeInt(told.columns().size());
            for (Map.Entry<String, Summary> column : told.columns().entrySet()) {
                text(out, column.getKey());
                summary(out, column.getValue());
            }
            for (long count : told.counts()) {
                out.writeLong(count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void summary(DataOutputStream out, Summary summary) throws IOException {
        if (summary instanceof Summary.Numbers numbers) {
            out.writeByte(NUMBERS);
            out.writeLong(numbers.count());
            out.writeDouble(numbers.mean());
            out.writeDouble(numbers.squares());
            out.writeLong(numbers.missing());
        } else if (summary instanceof Summary.Sums sums) {
            out.writeByte(SUMS);
            out.writeLong(sums.count());
            whole(out, sums.sum());
            whole(out, sums.squares());
            out.writeLong(sums.missing());
        } else if (summary instanceof Summary.Texts texts) {
            out.writeByte(TEXTS);
            out.writeInt(texts.counts().size());
            for (Map.Entry<String, Long> category : texts.counts().entrySet()) {
                text(out, category.getKey());
                out.writeLong(category.getValue());
            }
            out.writeLong(texts.missing());
        } else {
            out.writeByte(PLAIN);
        }
    }

    private static void whole(DataOutputStream out, BigInteger number) throws IOException {
        byte[] bytes = number.toByteArray();
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException where they are none
     */
    static Statistics read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            List<Integer> image = new ArrayList<>();
            for (int left = in.readByte(); left > 0; left--) {
                image.add(in.readInt());
            }
            Statistics.Order order = Statistics.Order.valueOf(text(in));
            List<String> classes = new ArrayList<>();
            for (int left = length(in); left > 0; left--) {
                classes.add(text(in));
            }
            Map<String, Summary> columns = new LinkedHashMap<>();
            for (int left = length(in); left > 0; left--) {
                columns.put(text(in), summary(in));
            }
            List<Long> counts = new ArrayList<>();
            if (in.available() > 0 && in.available() == Long.BYTES * classes.size()) {
                for (int left = classes.size(); left > 0; left--) {
                    counts.add(in.readLong());
                }
            }
            if (in.available() > 0) {
                throw new IllegalArgumentException(in.available() + " bytes follow the statistics");
            }
            return new Statistics(image, order, classes, columns, counts);
        } catch (IOException e) {
            throw new IllegalArgumentException("the statistics end in the middle", e);
        }
    }

    private static Summary summary(DataInputStream in) throws IOException {
        return switch (limited(in.readByte(), 4)) {
            case NUMBERS -> new Summary.Numbers(in.readLong(), in.readDouble(), in.readDouble(), in.readLong());
            case TEXTS -> {
                SortedMap<String, Long> counts = new TreeMap<>();
                for (int left = length(in); left > 0; left--) {
                    counts.put(text(in), in.readLong());
                }
                yield new Summary.Texts(counts, in.readLong());
            }
            case SUMS -> new Summary.Sums(in.readLong(), whole(in), whole(in), in.readLong());
            default -> new Summary.Plain();
        };
    }

    private static int limited(int value, int limit) {
        if (value < 0 || value >= limit) {
            throw new IllegalArgumentException("the statistics hold " + value + " where 0 to " + (limit - 1) + " is");
        }
        return value;
    }

    /** A length, which no more bytes can follow than there are. */
    private static int length(DataInputStream in) throws IOException {
        return limited(in.readInt(), in.available() + 1);
    }

    private static BigInteger whole(DataInputStream in) throws IOException {
        byte[] bytes = in.readNBytes(length(in));
        if (bytes.length == 0) {
            throw new IllegalArgumentException("the statistics hold a number of no bytes");
        }
        return new BigInteger(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(length(in)), StandardCharsets.UTF_8);
    }
}
