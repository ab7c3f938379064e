package dev.parley.engine.loopback;

import dev.parley.example.Party;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An ear that keeps all it hears. */
final class Heard implements Ear {
    final List<String> programs = Collections.synchronizedList(new ArrayList<>());
    final List<Message> messages = Collections.synchronizedList(new ArrayList<>());

    /**
     * A message.
     *
     * @param up whether it came from the party
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Message(boolean up, Turn turn, Member party, byte[] bytes) {}

    @Override
    public void program(String json) {
        programs.add(json);
    }

    @Override
    public void down(Turn turn, Member to, byte[] bytes) {
        messages.add(new Message(false, turn, to, bytes.clone()));
    }

    @Override
    public void up(Turn turn, Member from, byte[] bytes) {
        messages.add(new Message(true, turn, from, bytes.clone()));
    }

    /** All bytes of one way in a round. */
    long bytes(boolean up, int round) {
        return messages.stream()
                .filter(message -> message.up() == up && message.turn().round() == round)
                .mapToLong(message -> message.bytes().length)
                .sum();
    }

    /** All bytes of one way between the coordinator and a party in a round. */
    long bytes(boolean up, int round, int party) {
        return messages.stream()
                .filter(message -> message.up() == up
                        && message.turn().round() == round
                        && message.party().index() == party)
                .mapToLong(message -> message.bytes().length)
                .sum();
    }

    /**
     * Messages in which two neighboring features of any row of a party stand side by side, as floats or doubles of
     * either byte order, at any byte.
     */
    List<Message> rows(List<Party> parties) {
        Set<Long> pairs = new HashSet<>();
        Set<Long> values = new HashSet<>();
        for (Party party : parties) {
            int width = party.examples().width();
            float[] row = new float[width];
            for (int i = 0; i < party.size(); i++) {
                party.examples().read(new int[] {i}, 0, 1, row);
                for (int j = 0; j + 1 < width; j++) {
                    pairs.add(pair(row[j], row[j + 1]));
                    values.add(Double.doubleToRawLongBits(row[j]));
                }
            }
        }
        return messages.stream()
                .filter(message -> Arrays.asList(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN).stream()
                        .anyMatch(
                                order -> holds(ByteBuffer.wrap(message.bytes()).order(order), pairs, values)))
                .toList();
    }

    private static boolean holds(ByteBuffer bytes, Set<Long> pairs, Set<Long> values) {
        for (int at = 0; at + 8 <= bytes.limit(); at++) {
            if (pairs.contains(pair(bytes.getFloat(at), bytes.getFloat(at + 4)))
                    || values.contains(bytes.getLong(at))) {
                return true;
            }
        }
        return false;
    }

    private static long pair(float first, float second) {
        return (long) Float.floatToRawIntBits(first) << 32 | Integer.toUnsignedLong(Float.floatToRawIntBits(second));
    }
}
