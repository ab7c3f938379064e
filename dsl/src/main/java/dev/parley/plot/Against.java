package dev.parley.plot;

import dev.parley.fault.Nearest;
import dev.parley.fault.PlanException;
import dev.parley.result.RoundResult;
import dev.parley.run.Run;
import dev.parley.run.RunText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The level axis of a curve: the price that was paid until then. */
public enum Against {
    /** Rounds: exchanges with the parties. */
    ROUNDS("round"),
    /** Passes over all training rows. */
    PASSES("passes over the data"),
    /** Bytes sent, both ways. */
    BYTES("sent, both ways"),
    /** Bytes that parties sent. */
    BYTES_UP("sent by parties"),
    /** Seconds of training, evaluation included. */
    SECONDS("seconds");

    private static final double SPREAD = 10;

    private final String title;

    Against(String title) {
        this.title = title;
    }

    /**
     * The one of a name.
     *
     * @param name {@code rounds}, {@code passes}, {@code bytes}, {@code bytes up} or {@code seconds}
     * @throws PlanException for another
     */
    public static Against named(String name) {
        for (Against each : values()) {
            if (each.word().equals(name)) {
                return each;
            }
        }
        List<String> words = Arrays.stream(values()).map(Against::word).toList();
        throw new PlanException("plot(.., \"" + name + "\") draws scores over what they cost: over "
                + String.join(", ", words) + "; " + Nearest.hint(name, words));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    String title() {
        return title;
    }

    /** A number on an axis up to {@code last} as a person reads it; blank where it would crowd, and at half rounds. */
    String tick(double value, double last) {
        return switch (this) {
            case ROUNDS ->
                Math.abs(value / step(last) - Math.rint(value / step(last))) < 1e-9
                        ? Long.toString(Math.round(value))
                        : " ";
            case BYTES, BYTES_UP -> RunText.bytes(Math.round(value)).replace(".0 ", " ");
            case PASSES, SECONDS ->
                BigDecimal.valueOf(value)
                        .round(new MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString();
        };
    }

    private static int step(double rounds) {
        return rounds <= 12 || rounds > 60 ? 1 : rounds <= 24 ? 2 : 5;
    }

    /** Tells whether a run pays in this coin at all: a training that stays in one place sends nothing. */
    boolean suits(Run run) {
        return (this != BYTES && this != BYTES_UP) || run.plan().kind().sends();
    }

    /** Tells whether runs paid so unlike sums of bytes that one scale without decades would hide the cheaper ones. */
    boolean spreads(List<Run> runs, List<Points> points) {
        if (this != BYTES && this != BYTES_UP) {
            return false;
        }
        double[] paid = IntStream.range(0, runs.size())
                .filter(i -> suits(runs.get(i)))
                .mapToDouble(i -> points.get(i).lastX())
                .filter(x -> x > 0)
                .sorted()
                .toArray();
        return paid.length > 1 && paid[paid.length - 1] > SPREAD * paid[0];
    }

    /** Price that one round adds. */
    double of(RoundResult round, Run run) {
        return switch (this) {
            case ROUNDS -> 1;
            case PASSES -> (double) round.examples() / run.parties().trainingRows();
            case BYTES -> round.bytesUp() + round.bytesDown();
            case BYTES_UP -> round.bytesUp();
            case SECONDS -> round.seconds();
        };
    }
}
