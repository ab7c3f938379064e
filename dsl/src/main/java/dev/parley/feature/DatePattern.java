package dev.parley.feature;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * A date's pattern as {@link DateTimeFormatter} has it, read strictly: there is no 30 February, and two digits are a year
 * from 1969 to 2068, as POSIX has it.
 */
final class DatePattern {
    private static final int FIRST_OF_TWO_DIGITS = 1969;

    /** Parts of a pattern are nested in each other, and are read by as many calls. */
    private static final int MOST = 100;

    private DatePattern() {}

    /**
     * The formatter of a pattern; of the empty one, that of ISO dates with or without a time and its distance from
     * Greenwich.
     *
     * @throws IllegalArgumentException for a pattern that cannot be read, or leaves the half of the day open
     */
    static DateTimeFormatter formatter(String pattern) {
        if (pattern.length() > MOST) {
            throw new IllegalArgumentException("it is longer than " + MOST + " letters");
        }
        DateTimeFormatterBuilder builder = pattern.isEmpty() ? iso() : of(pattern);
        return builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    private static DateTimeFormatterBuilder iso() {
        return new DateTimeFormatterBuilder()
                .appendPattern("uuuu-MM-dd[['T'][ ]HH:mm[:ss")
                .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                .appendPattern("]]")
                .optionalStart()
                .appendOffset("+HH:MM", "Z")
                .optionalEnd();
    }

    /** A year of an era is taken for a plain year, without which nothing is read strictly. */
    private static DateTimeFormatterBuilder of(String pattern) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
        StringBuilder rest = new StringBuilder();
        boolean quoted = false;
        boolean half = false;
        boolean day = false;
        boolean era = pattern.indexOf('G') >= 0;
        for (int i = 0; i < pattern.length(); ) {
            char letter = pattern.charAt(i);
            int end = i;
            while (end < pattern.length() && pattern.charAt(end) == letter) {
                end++;
            }
            quoted ^= letter == '\'' && (end - i) % 2 == 1;
            half |= !quoted && (letter == 'h' || letter == 'K');
            day |= !quoted && (letter == 'a' || letter == 'B');
            boolean year = !quoted && !era && (letter == 'y' || letter == 'u');
            if (year && end - i == 2) {
                flush(rest, builder);
                builder.appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_OF_TWO_DIGITS);
            } else {
                rest.append(year ? "u".repeat(end - i) : pattern.substring(i, end));
            }
            i = end;
        }
        if (half && !day) {
            throw new IllegalArgumentException("h is an hour of half a day and needs a; H is one of 0 to 23");
        }
        flush(rest, builder);
        return builder;
    }

    private static void flush(StringBuilder rest, DateTimeFormatterBuilder builder) {
        if (!rest.isEmpty()) {
            builder.appendPattern(rest.toString());
            rest.setLength(0);
        }
    }
}
