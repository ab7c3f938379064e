package dev.parley.account;

import dev.parley.fault.Check;
import java.util.Locale;

/** Numbers of accounts in words. */
final class Said {
    private static final int LONGEST = 8;

    private Said() {}

    /** A parameter as a person would write it: 1e-5, 0.1, 3. */
    static String number(double value) {
        return Check.text(value).replace(".0E", "e").replace('E', 'e');
    }

    /** A probability in four digits where it has more. */
    static String probability(double q) {
        String text = number(q);
        return text.length() <= LONGEST ? text : String.format(Locale.ROOT, "%.4g", q);
    }

    /** A result to four decimals; where it is no number, in words. */
    static String result(double value) {
        return Double.isInfinite(value) ? "no bound" : String.format(Locale.ROOT, "%.4f", value);
    }

    static String rounds(long rounds) {
        return rounds == 1 ? "1 round" : String.format(Locale.ROOT, "%,d rounds", rounds);
    }
}
