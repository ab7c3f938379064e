package dev.parley.compress;

/** IEEE 754 half precision: 11 bits of significand, exponents from -14 to 15, subnormals down to 2^-24. */
final class Half {
    /** The largest finite one, 65504. */
    static final float LARGEST = 65504;

    private Half() {}

    /** The nearest half, ties to even; what is larger than the largest finite one becomes that. */
    static int of(float value) {
        int sign = (Float.floatToRawIntBits(value) >>> 16) & 0x8000;
        float magnitude = Math.abs(value);
        if (magnitude >= LARGEST) {
            return sign | 0x7BFF;
        }
        // adding 2^(e + 13) leaves as many bits of a float as a half of exponent e has, and rounds to even
        int exponent = Math.max(-14, Math.getExponent(magnitude));
        float magic = Math.scalb(1f, exponent + 13);
        float rounded = magnitude + magic - magic;
        if (rounded < 0x1p-14f) {
            return sign | (int) (rounded * 0x1p24f);
        }
        return sign | ((Float.floatToRawIntBits(rounded) >>> 13) - ((127 - 15) << 10));
    }

    /** A half as a float, exactly. */
    static float value(int half) {
        int exponent = (half >>> 10) & 31;
        int rest = half & 0x3FF;
        float magnitude =
                exponent == 0 ? rest * 0x1p-24f : Float.intBitsToFloat(((exponent + (127 - 15)) << 23) | (rest << 13));
        return (half & 0x8000) == 0 ? magnitude : -magnitude;
    }
}
