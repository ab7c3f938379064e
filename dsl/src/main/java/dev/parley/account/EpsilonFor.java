package dev.parley.account;

import java.util.Locale;

/**
 * Answers which epsilon a noise keeps at a delta, by each account; prints all.
 *
 * @param noise in each round
 * @param delta at which epsilon is asked for
 * @param attendance the rounds, and who takes part
 * @param renyi the orders of {@link #rdp}
 */
public record EpsilonFor(Noise noise, Delta delta, Attendance attendance, Renyi renyi) {
    /** Above this epsilon a guarantee means little: e^10 is 22,026. */
    static final double LITTLE = 10;

    /** The question for one round in which each unit takes part. */
    public EpsilonFor(Noise noise, Delta delta) {
        this(noise, delta, Attendance.ONCE, Renyi.ORDERS);
    }

    /** Counts this many rounds; one without this step. */
    public EpsilonFor rounds(int rounds) {
        return new EpsilonFor(noise, delta, attendance.rounds(rounds), renyi);
    }

    /** Lets each unit be drawn by itself with a probability in each round (Poisson sampling); 1 without this step. */
    public EpsilonFor sampling(double q) {
        return new EpsilonFor(noise, delta, attendance.sampling(q), renyi);
    }

    /** Lets each unit take part in exactly k of the rounds, drawn secretly and evenly. */
    public EpsilonFor allocation(int k) {
        return new EpsilonFor(noise, delta, attendance.allocation(k), renyi);
    }

    /** Takes whole Renyi orders only, as published tables did; those of dp_accounting without this step. */
    public EpsilonFor orders(int from, int to) {
        return new EpsilonFor(noise, delta, attendance, Renyi.whole(from, to));
    }

    private Mechanism mechanism() {
        return attendance.under(noise.multiplier());
    }

    /** Privacy that the rounds spend, to compose with others. */
    public Spending spending() {
        return Spending.NOTHING.and(mechanism());
    }

    /** Epsilon by Renyi divergences and today's conversion. */
    public double rdp() {
        return renyi.epsilon(mechanism()::renyi, delta).epsilon();
    }

    /** Epsilon by Renyi divergences and the conversion of 2017, which papers before 2020 print. */
    public double rdp2017() {
        return renyi.epsilon2017(mechanism()::renyi, delta).epsilon();
    }

    /** Epsilon by privacy loss distributions, from above: the smallest that may be claimed. */
    public double pld() {
        return bracket().high();
    }

    /** Epsilon by privacy loss distributions, from below and from above. */
    public Bracket bracket() {
        return spending().pld(delta);
    }

    /** Epsilon as if it were known who takes part in each round: exact where nothing is drawn. */
    public double unamplified() {
        return spending().unamplified(delta);
    }

    /** Epsilon by zero-concentrated privacy, as if it were known who takes part in each round. */
    public double zcdp() {
        return spending().zcdp(delta);
    }

    @Override
    public String toString() {
        Bracket bracket = bracket();
        Renyi.Best rdp = renyi.epsilon(mechanism()::renyi, delta);
        String closest = bracket.low() == bracket.high()
                ? "exact"
                : bracket.low() > 0
                        ? "what may be claimed; not less than " + Said.result(bracket.low())
                        : "what may be claimed";
        String text = "epsilon for " + noise + " at " + delta + ": " + attendance
                + line("PLD", bracket.high(), "privacy loss distribution: " + closest)
                + line("RDP", rdp.epsilon(), "Renyi of order " + Said.number(rdp.order()) + ", conversion of 2020")
                + line("RDP 2017", rdp2017(), "Renyi, as papers before 2020 converted it");
        if (mechanism().amplified()) {
            text += line("no draws", unamplified(), "if it were known who takes part when")
                    + line("zCDP", zcdp(), "zero-concentrated, if it were known who takes part when");
        } else {
            text += line("zCDP", zcdp(), "zero-concentrated");
        }
        return bracket.high() > LITTLE ? text + "\nAbove epsilon 10 the guarantee means little." : text;
    }

    private static String line(String name, double epsilon, String meaning) {
        return String.format(Locale.ROOT, "\n  %-9s %10s  %s", name, Said.result(epsilon), meaning);
    }
}
