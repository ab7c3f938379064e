package dev.parley.secure;

import static dev.parley.Parley.federation;
import static dev.parley.Parley.softmax;
import static dev.parley.secure.RoundZeroRows.FIVE;
import static dev.parley.secure.RoundZeroRows.HIDDEN;
import static dev.parley.secure.RoundZeroRows.tapped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.feature.SummedStatistics;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.secure.RoundZeroRows.Message;
import dev.parley.secure.RoundZeroRows.Tap;
import dev.parley.wire.Float32;
import dev.parley.wire.Messages;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** Nobody hears a count, a sum, a mean or a spread of a party before the first round. */
class RoundZeroWiretapTest {
    @Test
    void noCountSumMeanOrSpreadIsInAnyMessage() {
        Tap tap = tapped(HIDDEN);
        assertThat(tap.heard.stream().map(message -> message.turn().step()).distinct())
                .containsExactlyInAnyOrder("names", "keys", "shares", "statistics", "unmask");
        Tap open = tapped(federation().rounds(1));
        for (Message message : tap.heard) {
            if (message.turn().step().equals(Masked.NAMES)) {
                Payload names = Payload.EMPTY.and(
                        "statistics", update(message).payload().bytes(Masked.NAMES));
                assertThat(SummedStatistics.names(names).bytes("statistics"))
                        .as("the same with 0 in place of each number")
                        .isEqualTo(names.bytes("statistics"));
            } else if (message.turn().step().equals(Turn.STATISTICS)) {
                WideNumbers numbers = MaskedVector.of(update(message)).numbers().wider();
                assertThat(IntStream.range(0, numbers.length()).mapToObj(numbers::at))
                        .as("of 320 random bits the highest 128 are not all alike")
                        .hasSize(3 * 4 + 4)
                        .allMatch(number -> number.bitLength() > 320 - 128);
            }
            assertThat(update(message).examples()).isZero();
            assertThat(update(message).payload().numbers()).isEmpty();
            assertThat(update(message).payload().vectors()).isEmpty();
        }
        for (int party = 0; party < 5; party++) {
            List<byte[]> secrets = secrets(party);
            for (byte[] secret : secrets) {
                for (Message message : tap.heard) {
                    assertThat(holds(message.bytes(), secret))
                            .as(
                                    "%s of party %d in '%s'",
                                    HexFormat.of().formatHex(secret),
                                    party,
                                    message.turn().step())
                            .isFalse();
                }
            }
            int own = party;
            assertThat(secrets)
                    .as("what the search finds where it is in the open")
                    .anyMatch(secret -> open.heard.stream()
                            .anyMatch(message -> message.party() == own && holds(message.bytes(), secret)));
        }
        var lengths = new TreeMap<String, Integer>();
        for (Message message : tap.heard) {
            Integer before = lengths.put(message.turn().step(), message.bytes().length);
            assertThat(before == null || before == message.bytes().length).isTrue();
        }
    }

    private static Update update(Message message) {
        return new Messages(new Float32(), softmax().layout(FIVE.shape()))
                .update(message.bytes(), new Member(message.party(), "party", 0));
    }

    /** Every number of a party's own rows, in the ways in which it could be written. */
    private static List<byte[]> secrets(int party) {
        Table raw = FIVE.dataset().train().table();
        int[] rows = FIVE.deal(party);
        List<byte[]> secrets = new ArrayList<>();
        for (String name : List.of("x", "small", "constant")) {
            BigInteger sum = BigInteger.ZERO;
            BigInteger squares = BigInteger.ZERO;
            double plain = 0;
            double first = Double.NaN;
            double above = 0;
            int count = 0;
            for (int row : rows) {
                double value = raw.doubleColumn(name).getDouble(row);
                if (!Double.isNaN(value)) {
                    BigInteger whole = new BigDecimal(value)
                            .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(64)))
                            .toBigInteger();
                    sum = sum.add(whole);
                    squares = squares.add(whole.multiply(whole));
                    plain += value;
                    first = Double.isNaN(first) ? value : first;
                    above += value - first;
                    count++;
                }
            }
            put(Double.doubleToRawLongBits(plain), secrets);
            put(Double.doubleToRawLongBits(first + above / count), secrets); // as it is told in the open
            for (int word = 0; word < 3; word++) {
                long one = sum.shiftRight(64 * word).longValue();
                long other = squares.shiftRight(64 * word).longValue();
                for (long part : new long[] {one, other}) {
                    if (Math.abs(part) >= 1L << 40) { // a small one could stand there by chance
                        put(part, secrets);
                    }
                }
            }
        }
        return secrets;
    }

    private static void put(long number, List<byte[]> secrets) {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            secrets.add(ByteBuffer.allocate(8).order(order).putLong(number).array());
        }
    }

    private static boolean holds(byte[] bytes, byte[] part) {
        return IntStream.rangeClosed(0, bytes.length - part.length)
                .anyMatch(at -> Arrays.equals(bytes, at, at + part.length, part, 0, part.length));
    }
}
