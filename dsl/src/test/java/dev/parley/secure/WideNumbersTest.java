package dev.parley.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers of 320 bits, held to those of the JDK. */
class WideNumbersTest {
    private static BigInteger number(Random random) {
        BigInteger most = random.nextBoolean()
                ? BigInteger.ONE.shiftLeft(64 * random.nextInt(6)).subtract(BigInteger.ONE) // all carries
                : new BigInteger(random.nextInt(319), random);
        BigInteger cut = most.mod(BigInteger.ONE.shiftLeft(319));
        return random.nextBoolean() ? cut : cut.negate();
    }

    @Test
    void addsModuloTheRingWithAllCarries() {
        Random random = new Random(4);
        for (int trial = 0; trial < 2_000; trial++) {
            WideNumbers one = new WideNumbers(5, 3);
            WideNumbers two = new WideNumbers(5, 3);
            BigInteger[] sums = new BigInteger[3];
            for (int i = 0; i < 3; i++) {
                BigInteger a = number(random);
                BigInteger b = number(random);
                one.put(i, a);
                two.put(i, b);
                assertThat(one.at(i)).isEqualTo(a);
                sums[i] = signed(a.add(b));
            }
            one.add(two);
            for (int i = 0; i < 3; i++) {
                assertThat(one.at(i)).isEqualTo(sums[i]);
            }
        }
    }

    /** The number of the same rest modulo 2^320 in the range of the ring. */
    private static BigInteger signed(BigInteger value) {
        BigInteger rest = value.mod(BigInteger.ONE.shiftLeft(320));
        return rest.testBit(319) ? rest.subtract(BigInteger.ONE.shiftLeft(320)) : rest;
    }

    @Test
    void aMaskIsTakenAwayAgainAndTravels() {
        Random random = new Random(5);
        byte[] key = new byte[16];
        for (int trial = 0; trial < 200; trial++) {
            random.nextBytes(key);
            RingVector numbers = new RingVector(StatisticsSum.BITS, 600, 3);
            BigInteger[] before = new BigInteger[600];
            for (int i = 0; i < 600; i++) {
                before[i] = number(random);
                numbers.wider().put(i, before[i]);
            }
            numbers.mask(new MaskStream().of(key), trial % 2 == 0);
            assertThat(numbers.wider().at(7)).isNotEqualTo(before[7]);
            ByteBuffer bytes = ByteBuffer.allocate((int) numbers.packed()).order(ByteOrder.LITTLE_ENDIAN);
            numbers.pack(bytes);
            RingVector other = new RingVector(StatisticsSum.BITS, 600, 3);
            other.unpack(bytes.flip());
            other.mask(new MaskStream().of(key), trial % 2 == 1);
            for (int i = 0; i < 600; i++) {
                assertThat(other.wider().at(i)).isEqualTo(before[i]);
            }
        }
    }

    @Test
    void refusesANumberThatDoesNotFit() {
        WideNumbers numbers = new WideNumbers(5, 1);
        numbers.put(0, BigInteger.ONE.shiftLeft(319).negate());
        assertThatThrownBy(() -> numbers.put(0, BigInteger.ONE.shiftLeft(319)))
                .hasMessage("a number of 321 bits does not fit into 320");
    }
}
