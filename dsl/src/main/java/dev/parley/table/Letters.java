package dev.parley.table;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import dev.parley.fault.DataException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes of a file as letters: UTF-8 unless another charset is said, and UTF-16 where the file's own mark says so.
 *
 * <p>ICU guesses the charset where the bytes are something else, and the message shows how a line reads by that: a
 * guess is for the reader to judge, not to train on.
 */
final class Letters {
    /** Number of bytes that are looked at for a guess. */
    private static final int LOOK = 1 << 16;

    private static final int SAMPLE = 40;
    private static final int GUESSES = 2;

    private Letters() {}

    /**
     * The text, without the mark of its byte order.
     *
     * @throws DataException where the bytes are not of the charset
     */
    static String of(byte[] bytes, Charset said, String asked) {
        Charset charset = said.equals(StandardCharsets.UTF_8) ? marked(bytes) : said;
        check(bytes, charset, said, asked);
        String text = new String(bytes, charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Decodes without keeping, since the text at once takes half the memory of a decoder's. */
    private static void check(byte[] bytes, Charset charset, Charset said, String asked) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(LOOK);
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        for (CoderResult step = CoderResult.OVERFLOW; step.isOverflow(); ) {
            step = decoder.decode(in, out.clear(), true);
            if (step.isError()) {
                throw new DataException(asked + ": the file is not " + charset.name() + " text"
                        + guesses(bytes, in.position(), said, asked));
            }
        }
    }

    private static Charset marked(byte[] bytes) {
        if (bytes.length >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        boolean big = bytes.length >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff;
        return big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    /** Guesses of the charset, and how the line with the first odd byte reads by each. */
    private static String guesses(byte[] bytes, int odd, Charset said, String asked) {
        int begin = Math.max(0, Math.min(odd, bytes.length) - LOOK / 2);
        byte[] look = Arrays.copyOfRange(bytes, begin, Math.min(bytes.length, begin + LOOK));
        List<String> readings = new ArrayList<>();
        for (CharsetMatch match : new CharsetDetector().setText(look).detectAll()) {
            if (readings.size() < GUESSES && Charset.isSupported(match.getName())) {
                Charset charset = Charset.forName(match.getName());
                if (!charset.equals(said) && !charset.equals(StandardCharsets.UTF_8)) {
                    readings.add(charset.name() + " would read \"" + line(bytes, odd, charset) + "\"");
                }
            }
        }
        return readings.isEmpty()
                ? "; name its charset: " + asked + ".charset(..)"
                : "; " + String.join(", ", readings) + "; say which is right, for instance " + asked + ".charset(\""
                        + readings.get(0).substring(0, readings.get(0).indexOf(' ')) + "\")";
    }

    private static String line(byte[] bytes, int odd, Charset charset) {
        int from = Math.min(odd, bytes.length);
        while (from > 0 && from > odd - SAMPLE && bytes[from - 1] != '\n') {
            from--;
        }
        int to = Math.min(odd, bytes.length);
        while (to < bytes.length && to < odd + SAMPLE && bytes[to] != '\n' && bytes[to] != '\r') {
            to++;
        }
        return new String(bytes, from, to - from, charset).strip();
    }
}
