package dev.parley.privacy;

import dev.parley.account.Charge;
import dev.parley.account.Noise;
import dev.parley.account.Presence;
import dev.parley.account.SampledGaussian;
import dev.parley.account.Spending;
import dev.parley.account.Unit;
import dev.parley.file.Added;
import dev.parley.filter.Answer;
import dev.parley.filter.Combine;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.filter.Setting;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.num.CipherRandom;
import dev.parley.num.GridNoise;
import dev.parley.num.ParamVector;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Differential privacy of a party against all who see the models: updates are clipped to a norm C, and their sum gets noise
 * of standard deviation z C at the coordinator (McMahan, Ramage, Talwar and Zhang, ICLR 2018, DP-FedAvg with flat clipping and
 * the fixed denominator).
 *
 * <p>The step is (sum of clipped updates + N(0, (z C)^2)) / m, where m is how many parties a round expects and not how many
 * came, so that one party more or less changes no more than its own term. All vectors of an update are clipped together, at
 * the party and once more as they arrive. Cohort and noise are drawn from the platform's secure source. Costs a draw a
 * number. The coordinator sees updates as they are: it is trusted.
 *
 * @param clip C
 * @param noise z
 * @param seeded whether noise repeats with the plan's seed, for tests: nobody is protected then
 * @param sent the names of vectors that the client sends, once settled
 */
public record CentralDp(
        Bound clip,
        Noise noise,
        @Added boolean seeded,
        @Added List<String> sent) implements Guarantee {
    private static final String NORM = "clip norm";
    private static final String WITHIN = "within clip";

    /** With noise that nobody can repeat. */
    public CentralDp(Bound clip, Noise noise) {
        this(clip, noise, false);
    }

    /** Not settled yet. */
    public CentralDp(Bound clip, Noise noise, boolean seeded) {
        this(clip, noise, seeded, List.of());
    }

    public CentralDp {
        sent = List.copyOf(sent);
    }

    @Override
    public Filter settled(Setting setting) {
        Set<String> names = setting.work()
                .map(work -> new TreeSet<>(work.client().summed()))
                .orElse(new TreeSet<>());
        return new CentralDp(clip, noise, seeded, List.copyOf(names));
    }

    @Override
    public CentralDp seededForTests() {
        return new CentralDp(clip, noise, true, sent);
    }

    @Override
    public Unit unit() {
        return Unit.PARTY;
    }

    @Override
    public Charge charge(Presence party) {
        double q = party.sampling();
        int rounds = q < 1 ? party.rounds() : party.present();
        Spending spent = rounds == 0
                ? Spending.NOTHING
                : Spending.NOTHING.and(new SampledGaussian(noise.multiplier(), q, rounds));
        return Charge.open(spent, "it sees updates, or with secure(mean()) their sum, before noise is added");
    }

    @Override
    public double ratio(double cohort, long numbers) {
        return multiplier(cohort) * Math.sqrt((double) numbers) / cohort;
    }

    /** The multiplier of the noise of updates. */
    private double multiplier(double cohort) {
        return clip instanceof AdaptiveClip ? AdaptiveClip.multiplier(noise.multiplier(), cohort) : noise.multiplier();
    }

    /** Tells whether the learned norm leaves noise for the updates, in rounds that expect so many parties. */
    public boolean holds(double cohort) {
        return multiplier(cohort) > 0;
    }

    @Override
    public Update atParty(Broadcast from, PartySide here, Answer inner) {
        Update update = inner.to(from, here);
        if (clip instanceof AdaptiveClip) {
            double c = from.payload().number(NORM);
            double within = Clipping.norm(update) <= c ? 0.5 : -0.5;
            return Clipping.clipped(update, c).and(WITHIN, within);
        }
        return Clipping.clipped(update, ((Clip) clip).norm());
    }

    @Override
    public Update arrived(Update one, CoordinatorSide here) {
        Update clipped = Clipping.clipped(one, norm(here));
        return clip instanceof AdaptiveClip ? clipped.and(WITHIN, one.number(WITHIN) > 0 ? 0.5 : -0.5) : clipped;
    }

    @Override
    public Combine combine(String name) {
        return name.equals(WITHIN) ? Combine.PLAIN_MEAN : Combine.AS_DELTA;
    }

    @Override
    public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
        double c = norm(here);
        double cohort = here.expected();
        boolean learned = clip instanceof AdaptiveClip;
        Aggregate all = inner.with(
                learned ? new Broadcast(to.turn(), to.seed(), to.payload().and(NORM, c)) : to);
        double came = all.from().size();
        Aggregate mean = all.standingFor(cohort);
        UniformRandomProvider random = seeded
                ? CipherRandom.of(here.draws().named("noise", to.turn().round()))
                : CipherRandom.secret(here.draws().secret());
        long numbers = sent.size() * Clipping.numbers(here.params());
        GridNoise noised = new GridNoise(c / cohort, multiplier(cohort), numbers, random);
        for (String name : sent) {
            ParamVector vector = mean.payload().hasVector(name)
                    ? mean.vector(name).scale(came / cohort)
                    : ParamVector.zeros(here.params().layout());
            noised.addTo(vector);
            mean = mean.and(name, vector);
        }
        here.note(NORM, c);
        here.note("noise", noised.sd());
        if (clip instanceof AdaptiveClip adaptive) {
            double told = came == 0 ? 0 : all.number(WITHIN) * came;
            double drawn = ZigguratSampler.NormalizedGaussian.of(random).sample();
            double within = 0.5 + (told + AdaptiveClip.countNoise(cohort) * drawn) / cohort;
            here.note(WITHIN, within);
            here.memory().put(NORM, adaptive.next(c, within));
        }
        return mean;
    }

    private double norm(CoordinatorSide here) {
        return clip instanceof AdaptiveClip adaptive
                ? here.memory().number(NORM, adaptive.first())
                : ((Clip) clip).norm();
    }

    /** The same, whatever client it was settled for. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CentralDp same
                && same.clip.equals(clip)
                && same.noise.equals(noise)
                && same.seeded == seeded;
    }

    @Override
    public int hashCode() {
        return clip.hashCode() * 31 + noise.hashCode();
    }

    @Override
    public String toString() {
        return "centralDp(" + clip + ", " + noise + ")" + (seeded ? ".seededForTests()" : "");
    }
}
