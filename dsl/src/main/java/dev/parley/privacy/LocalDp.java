package dev.parley.privacy;

import dev.parley.account.AnalyticGaussian;
import dev.parley.account.Charge;
import dev.parley.account.Delta;
import dev.parley.account.Epsilon;
import dev.parley.account.Presence;
import dev.parley.account.SampledGaussian;
import dev.parley.account.Spending;
import dev.parley.account.Unit;
import dev.parley.file.Added;
import dev.parley.filter.Answer;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.num.CipherRandom;
import dev.parley.num.GridNoise;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.Collection;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Differential privacy of a party against everybody, the coordinator too: each party clips its update to a norm C and adds noise
 * itself, so that one update is (epsilon, delta)-private.
 *
 * <p>One update may replace any other, which changes what arrives by at most 2 C; the noise is 2 C / mu, with the largest mu that
 * keeps epsilon at delta (Balle and Wang, ICML 2018, theorem 8). The account composes this over the rounds that a party takes part
 * in, without amplification. All vectors of an update are clipped together. Costs a draw a number, at the party.
 *
 * @param clip C
 * @param epsilon of one update
 * @param delta of one update
 * @param seeded whether noise repeats with the plan's seed, for tests: nobody is protected then
 */
public record LocalDp(
        Clip clip, Epsilon epsilon, Delta delta, @Added boolean seeded) implements Guarantee {
    /** With noise that nobody can repeat. */
    public LocalDp(Clip clip, Epsilon epsilon, Delta delta) {
        this(clip, epsilon, delta, false);
    }

    @Override
    public LocalDp seededForTests() {
        return new LocalDp(clip, epsilon, delta, true);
    }

    /** The standard deviation of the noise over 2 C. */
    private double multiplier() {
        return 1 / AnalyticGaussian.mu(epsilon.value(), delta.value());
    }

    @Override
    public Unit unit() {
        return Unit.PARTY;
    }

    @Override
    public String neighbors() {
        return "its updates or any others";
    }

    @Override
    public Charge charge(Presence party) {
        return Charge.same(
                party.asked() == 0
                        ? Spending.NOTHING
                        : Spending.NOTHING.and(new SampledGaussian(multiplier(), 1, party.asked())));
    }

    @Override
    public double ratio(double cohort, long numbers) {
        return 2 * multiplier() * Math.sqrt((double) numbers / cohort);
    }

    @Override
    public Update atParty(Broadcast from, PartySide here, Answer inner) {
        Update update = Clipping.clipped(inner.to(from, here), clip.norm());
        Seed named = here.draws().named("local noise", from.round());
        UniformRandomProvider random = seeded
                ? CipherRandom.of(named)
                : CipherRandom.secret(here.draws().secret());
        Collection<ParamVector> vectors = update.payload().vectors().values();
        long numbers = vectors.stream().mapToLong(Clipping::numbers).sum();
        GridNoise noised = new GridNoise(2 * clip.norm(), multiplier(), numbers, random);
        vectors.forEach(noised::addTo);
        return update;
    }

    @Override
    public String toString() {
        return "localDp(" + clip + ", " + epsilon + ", " + delta + ")" + (seeded ? ".seededForTests()" : "");
    }
}
