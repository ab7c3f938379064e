package dev.parley.data;

import dev.parley.message.Payload;
import dev.parley.num.ParamVector;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The SHA-256 of what owners tell: names, lengths and values, in the owners' order. */
final class TellSum {
    private TellSum() {}

    static String of(List<Payload> told) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            DataOutputStream out =
                    new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            for (Payload one : told) {
                put(one, out);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the stream that drops its bytes cannot fail", e);
        }
    }

    private static void put(Payload one, DataOutputStream out) throws IOException {
        out.writeInt(one.vectors().size());
        for (Map.Entry<String, ParamVector> each : one.vectors().entrySet()) {
            float[] values = new float[each.getValue().length()];
            each.getValue().read(0, values, 0, values.length);
            out.writeUTF(each.getKey());
            out.writeInt(values.length);
            for (float value : values) {
                out.writeFloat(value);
            }
        }
        out.writeInt(one.numbers().size());
        for (Map.Entry<String, Double> each : one.numbers().entrySet()) {
            out.writeUTF(each.getKey());
            out.writeDouble(each.getValue());
        }
        out.writeInt(one.bytes().size());
        for (Map.Entry<String, byte[]> each : one.bytes().entrySet()) {
            out.writeUTF(each.getKey());
            out.writeInt(each.getValue().length);
            out.write(each.getValue());
        }
    }
}
