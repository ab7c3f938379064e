package dev.parley.secure;

import java.lang.management.ManagementFactory;
import java.security.SecureRandom;

/** Speeds of what a sum is made of; one thread, its processor's time. */
public final class MaskSpeed {
    private static final int LENGTH = 200_000;

    private MaskSpeed() {}

    /** GB/s of masks expanded and added, microseconds of a key agreement, and of sharing one secret 67 of 100. */
    public static String measured() {
        int[] numbers = new int[LENGTH];
        MaskStream stream = new MaskStream();
        byte[] key = new byte[16];
        double fastest = 0;
        for (int tries = 0; tries < 20; tries++) {
            long start = nanos();
            for (int i = 0; i < 100; i++) {
                key[0] = (byte) i;
                stream.of(key).into(numbers, true);
            }
            fastest = Math.max(fastest, 100.0 * Integer.BYTES * LENGTH / (nanos() - start));
        }
        SecureRandom random = new SecureRandom();
        byte[] secret = X25519.secret(random);
        byte[] other = X25519.open(X25519.secret(random));
        double agreement = Double.MAX_VALUE;
        for (int tries = 0; tries < 10; tries++) {
            long start = nanos();
            for (int i = 0; i < 200; i++) {
                other = X25519.shared(secret, other);
            }
            agreement = Math.min(agreement, (nanos() - start) / 200e3);
        }
        int[] points = new int[100];
        for (int i = 0; i < points.length; i++) {
            points[i] = i + 1;
        }
        double sharing = Double.MAX_VALUE;
        for (int tries = 0; tries < 50; tries++) {
            long start = nanos();
            Shamir.split(secret, 67, points, random);
            sharing = Math.min(sharing, (nanos() - start) / 1e3);
        }
        if (numbers[0] == 0 && other[0] == 0) {
            throw new IllegalStateException("the result is wrong: this measures nothing");
        }
        return fastest + " " + agreement + " " + sharing;
    }

    private static long nanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
