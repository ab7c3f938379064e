package dev.parley.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Cases;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ParamVectorTest {
    private static ParamVector vector(float... values) {
        return ParamVector.of(Layout.empty().then("x", values.length), values);
    }

    /** A length around the chunk of 4096 that sums are read in, or a small one. */
    private static int length(UniformRandomProvider random) {
        return random.nextBoolean() ? 1 + random.nextInt(40) : 4090 + random.nextInt(12);
    }

    private interface FloatOperation {
        float apply(float a, float b);
    }

    /** A law of elementwise arithmetic: within one rounding of the plain loop's, and the operands stay as they were. */
    private static Stream<DynamicTest> elementwise(
            BiFunction<ParamVector, ParamVector, ParamVector> vectors, FloatOperation plain) {
        return Cases.of(20, random -> {
            int length = length(random);
            float[] a = Cases.floats(random, length, 10);
            float[] b = Cases.floats(random, length, 10);
            try (ParamVector x = vector(a);
                    ParamVector y = vector(b);
                    ParamVector result = vectors.apply(x, y)) {
                for (int i = 0; i < length; i++) {
                    float expected = plain.apply(a[i], b[i]);
                    // BLAS may fuse the multiplication and the addition: one rounding instead of two
                    assertThat(result.at(i)).isBetween(Math.nextDown(expected), Math.nextUp(expected));
                }
                assertThat(x.toArray()).isEqualTo(a);
                assertThat(y.toArray()).isEqualTo(b);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> plusAddsEachElement() {
        return elementwise(ParamVector::plus, (a, b) -> a + b);
    }

    @TestFactory
    Stream<DynamicTest> minusSubtractsEachElement() {
        return elementwise(ParamVector::minus, (a, b) -> a - b);
    }

    @TestFactory
    Stream<DynamicTest> timesScalesEachElement() {
        return elementwise((x, y) -> x.times(-0.3), (a, b) -> a * -0.3f);
    }

    @TestFactory
    Stream<DynamicTest> copySharesNothing() {
        return elementwise((x, y) -> x.copy().fill(7), (a, b) -> 7);
    }

    @Test
    void addAndScaleAndSetChangeTheVectorInPlace() {
        ParamVector x = vector(1, 2, 3);
        assertThat(x.add(2, vector(10, 20, 30))).isSameAs(x);
        assertThat(x.toArray()).containsExactly(21, 42, 63);
        assertThat(x.scale(0.5)).isSameAs(x);
        assertThat(x.toArray()).containsExactly(10.5f, 21, 31.5f);
        assertThat(x.set(vector(4, 5, 6))).isSameAs(x);
        assertThat(x.toArray()).containsExactly(4, 5, 6);
        assertThat(x.add(1, x).toArray()).containsExactly(8, 10, 12);
    }

    @Test
    void scalingByZeroKeepsNaNSoThatAFailureIsNotHidden() {
        assertThat(vector(Float.NaN, 1).scale(0).toArray()).containsExactly(Float.NaN, 0);
    }

    @Test
    void zerosAreZero() {
        assertThat(ParamVector.zeros(Layout.empty().then("x", 1000)).toArray()).isEqualTo(new float[1000]);
    }

    @Test
    void aVectorOfNoParametersIsAllowed() {
        ParamVector none = ParamVector.zeros(Layout.empty());
        assertThat(none.plus(none).scale(2).toArray()).isEmpty();
        assertThat(none.norm()).isZero();
        assertThat(none.isFinite()).isTrue();
    }

    @Test
    void ofCopiesTheArray() {
        float[] values = {1, 2};
        ParamVector x = vector(values);
        values[0] = 9;
        x.toArray()[1] = 9;
        x.toIndArray().putScalar(1, 9);
        assertThat(x.toArray()).containsExactly(1, 2);
    }

    @Test
    void writesAndReadsRanges() {
        ParamVector x = vector(0, 0, 0, 0, 0);
        x.write(1, new float[] {7, 8, 9, 10}, 1, 3);
        assertThat(x.toArray()).containsExactly(0, 8, 9, 10, 0);
        float[] into = new float[4];
        x.read(2, into, 1, 2);
        assertThat(into).containsExactly(0, 9, 10, 0);
    }

    @TestFactory
    Stream<DynamicTest> dotAndNormAreSummedInDoubleInFourInterleavedParts() {
        return Cases.of(20, random -> {
            int length = length(random);
            float[] a = Cases.floats(random, length, 10);
            float[] b = Cases.floats(random, length, 10);
            double[] dot = new double[4];
            double[] square = new double[4];
            for (int i = 0; i < length; i++) {
                int part = i < length / 4 * 4 ? i % 4 : 0; // the rest joins the first
                dot[part] += (double) a[i] * b[i];
                square[part] += (double) a[i] * a[i];
            }
            assertThat(vector(a).dot(vector(b))).isEqualTo(dot[0] + dot[1] + (dot[2] + dot[3]));
            assertThat(vector(a).norm()).isEqualTo(Math.sqrt(square[0] + square[1] + (square[2] + square[3])));
        });
    }

    @Test
    void normHoldsWhereFloatsWouldOverflowOrVanish() {
        assertThat(vector(3e30f, 4e30f).norm()).isCloseTo(5e30, within(1e24));
        assertThat(vector(3e-30f, 4e-30f).norm()).isCloseTo(5e-30, within(1e-36));
    }

    @Test
    void oneNumberThatIsNotFiniteMakesTheVectorNotFinite() {
        for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (int at : new int[] {0, 4095, 4096, 8191, 8199}) {
                float[] values = new float[8200];
                values[at] = odd;
                assertThat(vector(values).isFinite()).isFalse();
            }
        }
        assertThat(vector(Float.MAX_VALUE, -Float.MAX_VALUE, 0).isFinite()).isTrue();
    }

    /** Python: hashlib.sha256(struct.pack(">4f", 1, -2.5, 0, 1e-3)).hexdigest(). */
    @Test
    void theFingerprintIsTheShaOfTheBigEndianBits() {
        assertThat(vector(1, -2.5f, 0, 1e-3f).fingerprint())
                .isEqualTo("cd4d74e7360a381313b3c2f6b8b7c84374ae3b402c3cd6cfff886cf2da9fe02d");
    }

    @Test
    void theFingerprintSeesOneBit() {
        assertThat(vector(1, 2).fingerprint())
                .isEqualTo(vector(1, 2).fingerprint())
                .isNotEqualTo(vector(1, Math.nextUp(2f)).fingerprint())
                .isNotEqualTo(vector(2, 1).fingerprint());
        assertThat(vector(0f).fingerprint()).isNotEqualTo(vector(-0f).fingerprint());
    }

    @Test
    void vectorsOfOtherLengthsAreRefused() {
        assertThatThrownBy(() -> vector(1, 2).plus(vector(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a vector of 2 parameters cannot be combined with one of 1");
        assertThatThrownBy(() -> vector(1, 2).dot(vector(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vector(1, 2).set(vector(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ParamVector.of(Layout.empty().then("x", 3), new float[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the layout holds 3 parameters, but 2 values were given");
    }

    @Test
    void closingTwiceDoesNoHarm() {
        ParamVector x = vector(1, 2);
        x.close();
        assertThatNoException().isThrownBy(x::close);
    }

    @Test
    void closingACopyLeavesTheOriginal() {
        ParamVector x = vector(1, 2);
        x.copy().close();
        assertThat(x.toArray()).containsExactly(1, 2);
    }

    @Test
    void printsItsLengthAndNorm() {
        assertThat(vector(3, 4)).hasToString("ParamVector[2 floats, norm 5.000]");
    }
}
