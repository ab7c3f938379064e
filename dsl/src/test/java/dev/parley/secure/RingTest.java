package dev.parley.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.aggregate.Mean;
import dev.parley.aggregate.WeightedMean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums in the ring are exact, packed in as few bits as are needed, and never overflow. */
class RingTest {
    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {1, 5, 8, 17, 24, 27, 31, 32, 33, 39, 44, 48, 57, 62})
    void packsAndUnpacksEveryLength(int bits) {
        Random random = new Random(bits);
        for (int length = 0; length < 70; length++) {
            RingVector before = filled(bits, length, 3, random);
            ByteBuffer buffer = ByteBuffer.allocate((int) before.packed()).order(ByteOrder.LITTLE_ENDIAN);
            before.pack(buffer);
            assertThat(buffer.remaining()).isZero();
            assertThat(before.packed()).isEqualTo((bits * length + 7) / 8 + 24);
            RingVector after = new RingVector(bits, length, 3);
            after.unpack(buffer.flip());
            assertThat(buffer.remaining()).isZero();
            assertThat(values(after)).isEqualTo(values(before));
            assertThat(after.tail()).isEqualTo(before.tail());
        }
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {24, 32, 39})
    void masksThatAreTakenAwayLeaveTheSum(int bits) {
        Random random = new Random(bits);
        RingVector sum = filled(bits, 5_000, 2, random);
        long[] plain = values(sum);
        byte[] key = new byte[16];
        for (int i = 0; i < 10; i++) {
            key[0] = (byte) i;
            sum.mask(new MaskStream().of(key), i % 2 == 0);
        }
        assertThat(values(sum)).isNotEqualTo(plain);
        for (int i = 0; i < 10; i++) {
            key[0] = (byte) i;
            sum.mask(new MaskStream().of(key), i % 2 != 0);
        }
        assertThat(values(sum)).isEqualTo(plain);
    }

    /** The ring is as large as all parties with the largest weight and the largest value, and no larger than needed. */
    @Test
    void neverOverflows() {
        for (int parties : new int[] {3, 12, 100, 1000, 1024, 1025}) {
            for (Secure sum : new Secure[] {
                new Secure(new Mean()),
                new Secure(new Mean()).bits(32),
                new Secure(new WeightedMean()),
                new Secure(new WeightedMean()).largestWeight(1000).bits(16)
            }) {
                double most = (double) parties
                        * sum.largestWeight()
                        * sum.fixedPoint().top();
                assertThat(most).isLessThan(Math.pow(2, sum.ring(parties)));
                assertThat(sum.ring(parties))
                        .isEqualTo(sum.bits()
                                + (int) Math.ceil(
                                        Math.log((double) parties * sum.largestWeight()) / Math.log(2) - 1e-12));
            }
        }
        assertThat(new Secure(new Mean()).ring(12)).isEqualTo(24);
    }

    @Test
    void roundsWithinAStepAndIsRightInTheMean() {
        FixedPoint point = new FixedPoint(10, 2);
        Random random = new Random(1);
        for (double x : new double[] {-2, -1.2345, -0.001, 0, 0.5, 1.9999, 2}) {
            double sum = 0;
            int draws = 20_000;
            for (int i = 0; i < draws; i++) {
                long whole = point.whole(x, random.nextDouble());
                assertThat(whole).isBetween(0L, point.top());
                assertThat(point.mean(whole, 1)).isCloseTo(x, org.assertj.core.data.Offset.offset(point.step()));
                sum += whole;
            }
            // the mean of the draws has a deviation of at most step / 2 / sqrt(draws); five of them
            assertThat(point.mean(sum, draws))
                    .isCloseTo(x, org.assertj.core.data.Offset.offset(2.5 * point.step() / Math.sqrt(draws)));
        }
        assertThat(point.mean(point.whole(7, 0.5), 1)).isEqualTo(2);
        assertThat(point.mean(point.whole(-7, 0.5), 1)).isEqualTo(-2);
    }

    private static RingVector filled(int bits, int length, int more, Random random) {
        RingVector made = new RingVector(bits, length, more);
        for (int i = 0; i < length; i++) {
            made.put(i, random.nextLong());
        }
        for (int i = 0; i < more; i++) {
            made.tail()[i] = random.nextLong();
        }
        return made;
    }

    private static long[] values(RingVector of) {
        long[] values = new long[of.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = of.at(i);
        }
        return values;
    }

    /** Else a sender of such a form would end the training by an overflow, and not be refused. */
    @Test
    void aFormOfMoreNumbersThanAnArrayHoldsIsRefused() {
        Form huge = new Form(new TreeMap<>(Map.of("a", Integer.MAX_VALUE, "b", 1)), List.of());
        assertThatThrownBy(() -> Form.read(ByteBuffer.wrap(huge.bytes())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a vector of 1 numbers, 2147483648 in all");
    }

    @Test
    void aSumBeforeTheFirstRoundSpeaksOfNoFinishedRounds() {
        assertThat(new SumFailures(new Secure(new Mean()), new SumId(0, 1), Map::of).tooFew(3, 5, 4, Masked.KEYS))
                .hasMessage("secure(mean()) needs 4 of 5 parties to answer 'keys' in round 0, but 3 did; nothing was"
                        + " opened, and no round has begun. A lower threshold(t), above one half, goes on with fewer");
    }
}
