package dev.parley.num;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The number a / b e^(-y^2 / (2 s^2)), to be compared with a uniform one by as many digits as it takes.
 *
 * @param a above 0
 * @param b above 0
 * @param y a whole number, at most 12 s
 * @param power s = 2^power
 */
record ExactRatio(long a, long b, long y, int power) {
    private static final int MORE = 64;
    private static final int HALVINGS = 7;

    /** Tells whether it is above a uniform number of which the first binary digits are u; further ones are drawn. */
    boolean isAbove(long u, int digits, UniformRandomProvider random) {
        BigInteger drawn = BigInteger.valueOf(u);
        for (int known = digits; ; known += MORE) {
            int precision = 30 + known / 3;
            MathContext context = new MathContext(precision, RoundingMode.HALF_EVEN);
            BigDecimal ratio = value(context);
            BigDecimal doubt = BigDecimal.ONE.movePointLeft(precision - 10);
            BigDecimal unit = BigDecimal.ONE.divide(new BigDecimal(BigInteger.ONE.shiftLeft(known)));
            BigDecimal low = new BigDecimal(drawn).multiply(unit);
            if (low.add(unit).compareTo(ratio.subtract(doubt)) <= 0) {
                return true;
            }
            if (low.compareTo(ratio.add(doubt)) >= 0) {
                return false;
            }
            BigInteger next = new BigInteger(Long.toUnsignedString(random.nextLong()));
            drawn = drawn.shiftLeft(MORE).add(next);
        }
    }

    /** Its value, with a relative error of at most some hundred units of the last digit. */
    BigDecimal value(MathContext context) {
        BigDecimal exponent = new BigDecimal(BigInteger.valueOf(y).pow(2))
                .divide(new BigDecimal(BigInteger.ONE.shiftLeft(2 * power + 1)), context);
        BigDecimal small = exponent.divide(BigDecimal.valueOf(1 << HALVINGS), context);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int i = 1; term.signum() > 0 && term.scale() - term.precision() < context.getPrecision() + 2; i++) {
            term = term.multiply(small).divide(BigDecimal.valueOf(i), context);
            sum = sum.add(term, context);
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.multiply(sum, context);
        }
        return BigDecimal.valueOf(a).divide(sum.multiply(BigDecimal.valueOf(b)), context);
    }
}
