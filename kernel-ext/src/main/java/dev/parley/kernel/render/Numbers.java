package dev.parley.kernel.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them: six significant digits, no trailing zeros. */
final class Numbers {
    private static final MathContext SIX = new MathContext(6);

    private Numbers() {}

    static String shown(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return String.valueOf(value);
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e9)) {
            return String.format(Locale.ROOT, "%.5e", value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal rounded = size >= 1e6 ? exact.setScale(0, java.math.RoundingMode.HALF_UP) : exact.round(SIX);
        String plain = rounded.toPlainString();
        return plain.contains(".") ? plain.replaceAll("\\.?0+$", "") : plain;
    }
}
