package dev.parley.file.internal;

import dev.parley.file.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The first lines of a file, which tell its format and its kind.
 *
 * @param format from 1
 * @param word for its kind; files of the first format are runs, or models
 */
public record FileBegin(int format, String word) {
    private static final int LENGTH = 64;
    private static final Pattern LINES = Pattern.compile("\\{\n\"format\": (\\d{1,9}),\n(?:\"kind\": \"(\\w+)\",\n)?");
    private static final Pattern FIRST_MODELS =
            Pattern.compile("\\{\\R  \"format\" : (\\d{1,9}),\\R  \"(model)\" : \\{");

    /** The beginning of a file; empty where it is another. */
    public static Optional<FileBegin> of(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(LENGTH, bytes.length), StandardCharsets.UTF_8);
        return Stream.of(LINES, FIRST_MODELS)
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::lookingAt)
                .map(found -> new FileBegin(
                        Integer.parseInt(found.group(1)),
                        Optional.ofNullable(found.group(2)).orElse("run")))
                .findFirst();
    }

    /** The beginning of a file that is open; empty where it is another. */
    public static Optional<FileBegin> of(RegularFile file) throws IOException {
        byte[] begin = new byte[(int) Math.min(LENGTH, file.length())];
        file.read(0, begin, begin.length);
        return of(begin);
    }
}
