package dev.parley.secure;

import dev.parley.fault.SecureSumException;
import dev.parley.filter.Memory;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A party's masked numbers as bytes, behind whose and of which sum they are; a check sum at the end.
 *
 * <p>The commitment of the sender's key card is in it, which is fresh in each sum: bytes of another sum or party are known.
 *
 * @param sum of which they are a part
 * @param party who sends
 * @param commitment of its key card
 * @param form what is added
 * @param bits of the ring
 * @param rest the packed numbers; the check sum not among them
 */
record MaskedVector(SumId sum, int party, ByteBuffer commitment, Form form, int bits, ByteBuffer rest) {
    static final String NAME = "masked update";

    /** Numbers behind those of vectors: a one, the weight, numbers out of range. */
    static final int TAIL = 3;

    static final int ONE = 0;
    static final int WEIGHT = 1;
    static final int CLIPPED = 2;

    /** Zeros of a form. */
    static RingVector zeros(Form form, int bits) {
        return new RingVector(bits, form.length(), TAIL + form.numbers().size());
    }

    static byte[] bytes(SumId sum, KeyCard card, Form form, RingVector numbers) {
        byte[] shape = form.bytes();
        int size = SumId.BYTES + Integer.BYTES + Shamir.SECRET + shape.length + Short.BYTES + Integer.BYTES;
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size + numbers.packed()))
                .put(sum.bytes())
                .putInt(card.party())
                .put(card.commitment())
                .put(shape)
                .putShort((short) numbers.bits())
                .order(ByteOrder.LITTLE_ENDIAN);
        numbers.pack(out);
        return out.putInt(check(out.array(), out.position())).array();
    }

    /**
     * Reads an update that arrived.
     *
     * @throws SecureSumException where it is none of these
     */
    static MaskedVector of(Update update) {
        Payload payload = update.payload();
        if (!payload.vectors().isEmpty()
                || !payload.numbers().isEmpty()
                || payload.bytes().size() != 1) {
            throw new SecureSumException("it has more than masked numbers; nothing else is taken");
        }
        byte[] bytes = payload.bytes(NAME);
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            SumId sum = SumId.read(in);
            int party = in.getInt();
            byte[] commitment = new byte[Shamir.SECRET];
            in.get(commitment);
            Form form = Form.read(in);
            int bits = in.getShort();
            ByteBuffer rest = in.slice(in.position(), in.remaining() - Integer.BYTES);
            int told = in.order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - Integer.BYTES);
            boolean known = bits == StatisticsSum.BITS || (bits >= 1 && bits <= 62);
            if (!known || told != check(bytes, bytes.length - Integer.BYTES)) {
                throw new SecureSumException("its bytes were changed on their way");
            }
            if (party != update.from().index()) {
                throw new SecureSumException("it is the masked vector of another party");
            }
            return new MaskedVector(
                    sum, party, ByteBuffer.wrap(commitment), form, bits, rest.order(ByteOrder.LITTLE_ENDIAN));
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | ArithmeticException e) {
            throw new SecureSumException("its bytes are no masked vector", e);
        }
    }

    /** Refuses one of another sum. */
    void checked(Memory secrets) {
        if (!sum.equals(SumId.of(secrets))
                || !commitment.equals(ByteBuffer.wrap(
                        secrets.bytes(SumRound.commitment(party)).orElse(new byte[0])))) {
            throw new SecureSumException("it is a masked vector of another sum");
        }
    }

    /** Its numbers. */
    RingVector numbers() {
        long bytes = ((long) bits * form.length() + 7) / 8
                + (long) Long.BYTES * (TAIL + form.numbers().size());
        if (bytes != rest.remaining()) {
            throw new SecureSumException(
                    "its masked vector has " + rest.remaining() + " bytes, but should have " + bytes);
        }
        RingVector numbers = zeros(form, bits);
        numbers.unpack(rest.duplicate().order(ByteOrder.LITTLE_ENDIAN));
        return numbers;
    }

    private static int check(byte[] bytes, int length) {
        CRC32C check = new CRC32C();
        check.update(bytes, 0, length);
        return (int) check.getValue();
    }
}
