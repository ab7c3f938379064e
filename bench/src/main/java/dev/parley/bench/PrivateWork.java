package dev.parley.bench;

import dev.parley.example.Party;
import dev.parley.example.Shape;
import dev.parley.model.Learner;
import dev.parley.model.Model;
import dev.parley.num.CipherRandom;
import dev.parley.num.GaussianNoise;
import dev.parley.num.GridNoise;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.security.SecureRandom;
import java.util.function.Consumer;

/** Steps of DP-SGD on one thread, of batches of one size: rows bounded one by one, their sum with noise or without. */
final class PrivateWork implements AutoCloseable {
    private static final double RATE = 0.01;
    private static final double CLIP = 1;
    private static final double Z = 1.1;

    private final Party party;
    private final int batch;
    private final int[] rows;
    private final Learner learner;
    private final ParamVector params;
    private final ParamVector sum;
    private final Consumer<ParamVector> noise;
    private int at;
    private int epoch;

    /**
     * Ready for the first step.
     *
     * @param noise {@code bounded} is none, {@code grid} the exact one, {@code fast} that of floats
     */
    PrivateWork(Model model, Party party, Shape shape, int batch, String noise) {
        this.party = party;
        this.batch = batch;
        this.rows = party.rows().clone();
        this.at = rows.length;
        this.learner = model.open(shape, batch);
        this.params = model.initial(shape, new Seed(42));
        this.sum = ParamVector.zeros(params.layout());
        this.noise = noise(noise, params.length());
    }

    private static Consumer<ParamVector> noise(String kind, int numbers) {
        CipherRandom random = CipherRandom.secret(new SecureRandom());
        return switch (kind) {
            case "bounded" -> vector -> {};
            case "grid" -> new GridNoise(CLIP, Z, numbers, random)::addTo;
            case "fast" -> vector -> GaussianNoise.add(vector, CLIP * Z, random);
            default -> throw new IllegalArgumentException("no noise '" + kind + "'");
        };
    }

    private void step() {
        if (at + batch > rows.length) {
            new Seed(42).at("order", epoch++).shuffle(rows);
            at = 0;
        }
        learner.addClipped(party.examples(), rows, at, batch, CLIP, 1, params, sum);
        noise.accept(sum);
        params.add(-RATE / batch, sum);
        sum.fill(0);
        at += batch;
    }

    /** Steps for about so long; the mean seconds of one, of the processor's time. */
    double seconds(double about) {
        long end = System.nanoTime() + (long) (about * 1e9);
        long begin = Processor.nanos();
        long steps = 0;
        do {
            step();
            steps++;
        } while (System.nanoTime() < end);
        long taken = Processor.nanos() - begin;
        if (!params.isFinite()) {
            throw new IllegalStateException("the parameters are not finite: this measures nothing");
        }
        return taken / 1e9 / steps;
    }

    /** Nanoseconds a number, of 200,000 numbers. */
    static String samplers() {
        int numbers = 200_000;
        try (ParamVector vector = ParamVector.zeros(Layout.empty().then("w", numbers))) {
            StringBuilder all = new StringBuilder();
            for (String kind : new String[] {"grid", "fast"}) {
                Consumer<ParamVector> noise = noise(kind, numbers);
                long taken = 0;
                int times = 20;
                for (int i = 0; i < 2 * times; i++) {
                    long begin = Processor.nanos();
                    noise.accept(vector);
                    taken += i < times ? 0 : Processor.nanos() - begin;
                }
                all.append((double) taken / times / numbers).append(' ');
            }
            return all.toString().strip();
        }
    }

    @Override
    public void close() {
        learner.close();
        params.close();
        sum.close();
    }
}
