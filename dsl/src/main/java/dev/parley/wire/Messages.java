package dev.parley.wire;

import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.Layout;
import dev.parley.num.Seed;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Broadcasts and updates as bytes and back, and the counting of them: the one place where bytes are counted.
 *
 * <p>Around its payload a broadcast has the round, the number of rounds, the step, whether losses are measured, and the
 * seed: 17 bytes and the step's name behind its length. An update has its rows, rows seen, steps and two losses: 32.
 *
 * @param codec for the payload
 * @param model the layout that both sides know
 */
public record Messages(Codec codec, Layout model) {
    private static final int DOWN = 2 * Integer.BYTES + 2 + Long.BYTES;
    private static final int UP = 2 * Integer.BYTES + 3 * Long.BYTES;

    /** The bytes of a broadcast. */
    public long size(Broadcast message) {
        return DOWN + step(message.turn()).length + codec.size(message.payload(), model);
    }

    /** The bytes of an update. */
    public long size(Update message) {
        return UP + codec.size(message.payload(), model);
    }

    /** The bytes of a payload alone, as filters ask and answer beside the rounds. */
    public long size(Payload payload) {
        return codec.size(payload, model);
    }

    private static byte[] step(Turn turn) {
        return turn.step().getBytes(StandardCharsets.UTF_8);
    }

    /** Encodes a broadcast. */
    public byte[] encode(Broadcast message) {
        Turn turn = message.turn();
        byte[] step = step(turn);
        if (step.length > 255) {
            throw new IllegalArgumentException("the step '" + turn.step() + "' has " + step.length
                    + " bytes, but a step's name has at most 255; choose a shorter one");
        }
        byte[] payload = codec.encode(message.payload(), model);
        return buffer(DOWN + step.length + payload.length)
                .putInt(turn.round())
                .putInt(turn.rounds())
                .put((byte) (turn.evaluated() ? 1 : 0))
                .putLong(message.seed().value())
                .put((byte) step.length)
                .put(step)
                .put(payload)
                .array();
    }

    /**
     * Decodes a broadcast.
     *
     * @throws IllegalArgumentException where the bytes are none
     */
    public Broadcast broadcast(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int round = in.getInt();
            int rounds = in.getInt();
            boolean evaluated = in.get() != 0;
            Seed seed = new Seed(in.getLong());
            byte[] step = new byte[Byte.toUnsignedInt(in.get())];
            in.get(step);
            Turn turn = new Turn(round, rounds, new String(step, StandardCharsets.UTF_8), evaluated);
            return new Broadcast(turn, seed, codec.decode(rest(in), model));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the broadcast ends in the middle", e);
        }
    }

    /** Encodes an update; who sends it is known by the way it comes. */
    public byte[] encode(Update message) {
        byte[] payload = codec.encode(message.payload(), model);
        return buffer(UP + payload.length)
                .putInt(message.examples())
                .putLong(message.work().samplesSeen())
                .putInt(message.work().steps())
                .putDouble(message.work().lossBefore())
                .putDouble(message.work().lossAfter())
                .put(payload)
                .array();
    }

    /**
     * Decodes an update.
     *
     * @param from who sent it
     * @throws IllegalArgumentException where the bytes are none
     */
    public Update update(byte[] bytes, Member from) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int examples = in.getInt();
            Work work = new Work(in.getLong(), in.getInt(), in.getDouble(), in.getDouble());
            return new Update(from, examples, codec.decode(rest(in), model), work);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the update ends in the middle", e);
        }
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] rest(ByteBuffer in) {
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        return rest;
    }
}
